//! What becomes of messages: they are lost, repeated, late, overtaken, or never leave the phone.

use tanomo_server::database::memory::Trouble;
use tanomo_sync::Engine;
use tanomo_sync::engine::{Failure, Reply, Request};
use tanomo_wire::sync::Push;
use tanomo_wire::{Outcome, PROTO, SyncRequest};

use crate::faults::Fault;
use crate::world::{Happening, MINUTE, SECOND, World};

impl World {
    /// A phone sends a request; without a ticket nobody waits for the answer.
    pub fn send(&mut self, phone: usize, ticket: Option<u64>, request: &Request) {
        self.count_request();
        let life = self.life(phone);
        if !self.online[phone] || self.is_lost() {
            // Some phones are told, some wait in vain.
            if let (Some(ticket), true) = (ticket, self.random.one_in(2)) {
                let wait = 500 + self.random.below(5 * SECOND);
                self.later(wait, Happening::Answers { phone, life, ticket, answer: Err(Failure::Network) });
            }
            return;
        }
        let copies = if !self.calm && self.random.one_in(8) { 2 } else { 1 };
        if copies > 1 {
            self.tally.add(Fault::Repeated);
        }
        for _ in 0..copies {
            let wait = self.way();
            self.later(wait, Happening::Arrives { phone, life, ticket, request: request.clone() });
        }
    }

    fn is_lost(&mut self) -> bool {
        let lost = !self.calm && self.random.one_in(6);
        if lost {
            self.tally.add(Fault::Lost);
        }
        lost
    }

    /// How long a message is under way.
    fn way(&mut self) -> u64 {
        if !self.calm && self.random.one_in(10) {
            self.tally.add(Fault::Late);
            return self.random.below(2 * MINUTE);
        }
        20 + self.random.below(800)
    }

    pub fn arrives(&mut self, phone: usize, life: u32, ticket: Option<u64>, request: &Request) {
        let device = self.phones[phone].keys.id();
        let trouble = self.trouble();
        let answer = self.server.answer(device, request, self.now).map_err(Failure::Problem);
        self.note_trouble(trouble);
        self.mark(3, phone as u64 + if answer.is_ok() { 16 } else { 0 });
        if let Ok(Reply::Sync(answer)) = &answer
            && answer.results.iter().any(|(_, outcome)| matches!(outcome, Outcome::Stored(_)))
        {
            self.tell_others(phone);
        }
        if let Some(ticket) = ticket
            && !self.is_lost()
        {
            let wait = self.way();
            self.later(wait, Happening::Answers { phone, life, ticket, answer });
        }
    }

    /// A statement of the next request may fail.
    fn trouble(&mut self) -> Trouble {
        if self.calm || !self.random.one_in(12) {
            return Trouble::None;
        }
        let n = self.random.below(14);
        let trouble = if self.random.one_in(3) { Trouble::After(n) } else { Trouble::At(n) };
        self.server.trouble = trouble;
        trouble
    }

    fn note_trouble(&mut self, trouble: Trouble) {
        if trouble != Trouble::None && !self.server.untroubled {
            let after = matches!(trouble, Trouble::After(_));
            self.tally.add(if after { Fault::AnswerLost } else { Fault::Statement });
        }
    }

    /// Who waits in a long poll hears that there is news.
    fn tell_others(&mut self, from: usize) {
        for phone in (0..self.phones.len()).filter(|&phone| phone != from) {
            if self.random.one_in(2) {
                let (life, wait) = (self.life(phone), 20 + self.random.below(500));
                self.later(wait, Happening::Hurries { phone, life });
            } else if self.random.one_in(2) {
                self.end_poll(phone);
            }
        }
    }

    /// A long poll ends with the page there is for a phone that asked from where it stands; it may come late, or twice.
    fn end_poll(&mut self, phone: usize) {
        let Some(since) = self.phones[phone].engine.as_ref().map(Engine::cursor) else { return };
        if !self.online[phone] || self.is_lost() {
            return;
        }
        self.count_request();
        let (device, life) = (self.phones[phone].keys.id(), self.life(phone));
        let pull = SyncRequest { proto: PROTO, cursor: since, push: Push::default(), signature: None };
        let Ok(Reply::Sync(answer)) = self.server.answer(device, &Request::Sync(pull), self.now) else {
            return;
        };
        let copies = if !self.calm && self.random.one_in(8) { 2 } else { 1 };
        for _ in 0..copies {
            let wait = self.way();
            self.later(wait, Happening::Hears { phone, life, since, answer: Box::new(answer.clone()) });
        }
    }

    /// A phone the server does not know brings its roster.
    pub fn registers(&mut self, phone: usize, life: u32) {
        if life != self.life(phone) || !self.online[phone] || self.is_lost() {
            return;
        }
        let trouble = self.trouble();
        let it = &self.phones[phone];
        let Some(roster) = it.roster() else { return };
        let known = self.server.register(&it.keys, roster.entries(), self.now).is_ok();
        self.note_trouble(trouble);
        if known {
            let wait = self.way();
            self.later(wait, Happening::Hurries { phone, life });
        }
    }
}

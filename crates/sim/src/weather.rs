//! What goes wrong beside messages: disks, clocks, windows, the server's disk, lost phones.

use tanomo_sync::engine::{Event, Request};

use crate::faults::Fault;
use crate::world::{Happening, MINUTE, SECOND, World};

/// What phones' clocks are off by, in milliseconds: right, an hour, a day, ten years, either way.
const OFFS: [i64; 7] = [0, 3_600_000, -3_600_000, 86_400_000, -86_400_000, 315_576_000_000, -315_576_000_000];

impl World {
    pub fn weather(&mut self) {
        if self.calm {
            // Leads' phones grant what is missing at each sync.
            (0..2).for_each(|lead| self.grant_missing(lead));
            return;
        }
        for phone in 0..self.phones.len() {
            self.around(phone);
        }
        if self.random.one_in(6) {
            self.server.back_up();
        }
        if self.climate.restores && self.random.one_in(20) {
            self.restore_server();
        }
        if self.climate.revocations && self.random.one_in(14) {
            self.revoke();
        }
        if self.random.one_in(3) {
            self.meet();
        }
        if self.random.one_in(6) {
            self.take_in_again();
        }
    }

    /// What befalls one phone.
    fn around(&mut self, phone: usize) {
        if self.random.one_in(6) {
            self.online[phone] = !self.online[phone];
            if self.online[phone] {
                self.feed(phone, Event::Wake { hurry: true });
            } else {
                self.tally.add(Fault::Partition);
            }
        }
        if self.random.one_in(6) {
            self.phones[phone].writes_left = Some(self.random.below(16) as u32);
        }
        if self.random.one_in(12) {
            self.phones[phone].room_left = Some(self.random.below(12) as u32);
        }
        if self.random.one_in(40) {
            self.tally.add(Fault::Clock);
            self.move_clock(phone);
        }
        match self.random.below(12) {
            0 | 1 => self.phones[phone].frozen = true,
            2..=4 => self.phones[phone].thaw(),
            5..=8 => self.phones[phone].flushed = self.phones[phone].working.clone(),
            9 => self.hide(phone),
            _ => {}
        }
        if self.climate.losses && !self.phones[phone].left {
            if self.random.one_in(5) {
                let profile = (self.phones[phone].journal.clone(), self.phones[phone].working.clone());
                self.profiles[phone].truncate(2);
                self.profiles[phone].push(profile);
            }
            if self.random.one_in(30) {
                self.lose_disk(phone);
            }
        }
    }

    pub fn move_clock(&mut self, phone: usize) {
        self.phones[phone].off = self.random.one_of(&OFFS).unwrap_or_default();
    }

    /// The page is hidden: what waits goes out, and nobody waits for the answer.
    fn hide(&mut self, phone: usize) {
        let clock = self.phones[phone].clock(self.now);
        let Some(engine) = &self.phones[phone].engine else { return };
        if let Some(request) = engine.keepalive(clock) {
            self.tally.add(Fault::Hidden);
            self.send(phone, None, &Request::Sync(request));
        }
    }

    /// After a kill: localStorage goes back to its last flush, value by value, and may have more wrong with it.
    pub fn stir_working_set(&mut self, phone: usize) {
        let it = &mut self.phones[phone];
        let flushed = it.flushed.clone();
        if it.working.roll_back(&flushed, &mut self.random) > 0 {
            self.tally.add(Fault::RolledBack);
        }
        let ids = it.working.ids();
        if let Some(id) = self.random.one_of(&ids).filter(|_| self.random.one_in(5)) {
            it.working.tear(id);
            self.tally.add(Fault::Torn);
        }
        if let Some(id) = self.random.one_of(&ids).filter(|_| self.random.one_in(5)) {
            it.working.lose(id);
            self.tally.add(Fault::KeyLost);
        }
        if self.random.one_in(12) {
            it.working.clear();
            self.tally.add(Fault::Cleared);
        }
        it.flushed = it.working.clone();
    }

    /// A phone loses its shadow, or its whole profile goes back to a backup.
    fn lose_disk(&mut self, phone: usize) {
        self.killed(phone);
        let n = self.random.below(self.profiles[phone].len() as u64) as usize;
        let it = &mut self.phones[phone];
        if self.random.one_in(2) {
            it.journal.rebuild(&it.working);
            self.tally.add(Fault::ShadowLost);
            self.tell(&format!("phone {phone} loses its shadow"));
        } else {
            let (journal, working) = self.profiles[phone][n].clone();
            (it.journal, it.working, it.flushed) = (journal, working.clone(), working);
            self.tally.add(Fault::ProfileRestored);
            self.tell(&format!("phone {phone} comes back from a backup"));
        }
        self.went_back(phone);
    }

    fn restore_server(&mut self) {
        let n = self.random.below(self.server.backups() as u64) as usize;
        self.server.restore(n);
        self.tally.add(if n == 0 { Fault::ServerEmptied } else { Fault::ServerRestored });
        self.timelines = true;
        self.tell(&format!("the server comes back from backup {n}"));
        self.reckon_losses();
    }

    /// Somebody scans a photo of an old code, or opens an old export.
    fn take_in_again(&mut self) {
        let n = self.random.below(self.papers.len().max(1) as u64) as usize;
        let Some(paper) = self.papers.get(n).cloned() else { return };
        self.tally.add(Fault::Again);
        let (phone, wait) =
            (self.random.below(self.phones.len() as u64) as usize, self.random.below(30 * SECOND));
        self.later(wait, Happening::Handed { phone, paper });
    }

    /// A code is seen at once, a file may take its time.
    pub fn hand(&mut self, phone: usize, paper: crate::world::Paper) {
        let wait =
            if self.random.one_in(4) { self.random.below(2 * MINUTE) } else { self.random.below(SECOND) };
        self.later(wait, Happening::Handed { phone, paper });
    }
}

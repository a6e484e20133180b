//! An event goes to a phone, and what the phone wants of the world comes back.

use tanomo_sync::engine::{Event, News};

use crate::faults::Fault;
use crate::phone::{End, Wishes};
use crate::shown::short;
use crate::world::{Happening, MINUTE, SECOND, World};

impl World {
    pub fn start(&mut self, phone: usize) {
        if self.phones[phone].engine.is_some() || self.phones[phone].left {
            return;
        }
        self.lives[phone] += 1;
        self.phones[phone].start();
        self.mark(1, phone as u64);
        self.check_own(phone);
        self.feed(phone, Event::Wake { hurry: false });
        let life = self.lives[phone];
        self.happen(Happening::Seals { phone, life });
    }

    pub fn feed(&mut self, phone: usize, event: Event) -> End {
        let shown = self.shows.then(|| short(&event));
        let wishes = self.phones[phone].feed(event, self.now);
        if let Some(event) = shown {
            self.show(phone, &event, &wishes);
        }
        let end = wishes.end;
        self.grant_wishes(phone, wishes);
        end
    }

    /// The phone is off; what localStorage had not put on the disk may be older when it comes back.
    pub fn killed(&mut self, phone: usize) {
        self.phones[phone].engine = None;
        self.lives[phone] += 1;
        self.stir_working_set(phone);
        let wait = SECOND + self.random.below(MINUTE);
        self.later(wait, Happening::Starts { phone });
    }

    /// The stores are not what was last written to them.
    pub fn went_back(&mut self, phone: usize) {
        self.phones[phone].went_back = true;
        self.last_cursor[phone] = None;
        let own = self.edits.iter_mut().filter(|edit| edit.phone == phone);
        own.for_each(|edit| edit.away = true);
        self.reckon_losses();
    }

    pub fn grant_wishes(&mut self, phone: usize, wishes: Wishes) {
        self.mark(2 + wishes.kept.len() as u64, phone as u64);
        for news in &wishes.news {
            if let News::LikelySame { locked, ours } = news {
                self.beside.push((*locked, *ours));
                let readers = self.granted.get(locked).cloned().unwrap_or_default();
                self.granted.insert(*ours, readers);
            }
        }
        self.note_kept(phone, &wishes.kept);
        self.note_cursors(phone, &wishes.cursors);
        for news in wishes.news {
            self.note_news(phone, news);
        }
        if wishes.erased_all {
            self.lives[phone] += 1;
            self.note_end(phone);
            return;
        }
        match wishes.end {
            End::Whole => {}
            End::Killed => {
                self.tally.add(Fault::Killed);
                return self.killed(phone);
            }
            End::Full => {
                self.tally.add(Fault::Quota);
                if self.phones[phone].engine.is_none() {
                    self.lives[phone] += 1;
                    let wait = 100 + self.random.below(3 * SECOND);
                    return self.later(wait, Happening::Starts { phone });
                }
            }
        }
        for (ticket, request) in wishes.requests {
            self.send(phone, Some(ticket), &request);
        }
        if let Some(wait) = wishes.wake_in {
            self.timers[phone] += 1;
            let (life, timer) = (self.lives[phone], self.timers[phone]);
            self.later(wait.max(1), Happening::Wakes { phone, life, timer });
        }
    }

    fn note_cursors(&mut self, phone: usize, cursors: &[Option<u64>]) {
        for &cursor in cursors {
            // Back only where everything is pulled anew, and that only from a server that went back.
            match (self.last_cursor[phone], cursor) {
                (Some(before), Some(now)) if now < before => {
                    self.fault(format!("phone {phone}: cursor {before}, then {now}"));
                }
                (Some(_), None) if !self.timelines => {
                    self.fault(format!("phone {phone} pulls everything anew and need not"));
                }
                _ => {}
            }
            self.last_cursor[phone] = cursor;
        }
    }

    fn note_news(&mut self, phone: usize, news: News) {
        match news {
            News::NotKnown => {
                let (life, wait) = (self.lives[phone], 200 + self.random.below(2 * SECOND));
                self.later(wait, Happening::Registers { phone, life });
            }
            News::OfferExport | News::RosterNotBelieved(_) | News::Rejected(..) | News::LikelySame { .. } => {
            }
            other => self.fault(format!("phone {phone}: {other:?}")),
        }
    }
}

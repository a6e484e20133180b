//! Which photos and voice notes a card and a visit show, derived from what the cards list.

use tanomo_record::Id;

use crate::date::{Date, tokyo_date};
use crate::state::State;
use crate::view::visit::Sort;
use crate::view::{Photo, PhotoSort, Purpose, Voice, photo, voice};

impl State {
    /// The photos of an open card, those taken first standing first, each with the record that lists it: of joined
    /// cards either may. None after a no to photos.
    pub fn photos(&self, card: Id) -> Vec<(Id, Photo)> {
        if self.held_card(card).is_none_or(|resident| resident.refused(Purpose::Photos)) {
            return Vec::new();
        }
        let of = |id: Id| self.record(id).map(photo::listed).unwrap_or_default();
        let all =
            self.group(card).into_iter().flat_map(|id| of(id).into_iter().map(move |photo| (id, photo)));
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(id, photo)| (photo.taken, photo.full.hash, *id));
        all.dedup_by_key(|(_, photo)| photo.full.hash);
        all
    }

    /// The card whose home a visit was to, where the request names one.
    pub fn card_of_visit(&self, visit: Id) -> Option<Id> {
        let request = self.request(self.visit(visit)?.request)?;
        request.resident.map(|card| self.canonical(card))
    }

    /// The photos of one visit; none where its request names nobody, or the card is closed.
    pub fn photos_of_visit(&self, visit: Id) -> Vec<(Id, Photo)> {
        let (Some(of), Some(card)) = (self.visit(visit), self.card_of_visit(visit)) else {
            return Vec::new();
        };
        self.photos_of(card, Some(of.id), tokyo_date(of.start), of.sort)
    }

    /// The photos of a card that belong to a visit: those that name it, and those of its day that name none, because
    /// the visit had no name yet when they were taken; to a 下見 only what was taken for one.
    pub fn photos_of(&self, card: Id, visit: Option<Id>, day: Date, sort: Sort) -> Vec<(Id, Photo)> {
        let scout = sort == Sort::Scout;
        let fits = |photo: &Photo| match photo.visit {
            Some(of) => visit.is_some_and(|visit| self.canonical(visit) == self.canonical(of)),
            None => tokyo_date(photo.taken) == day && (photo.sort == PhotoSort::Scout) == scout,
        };
        self.photos(card).into_iter().filter(|(_, photo)| fits(photo)).collect()
    }

    /// The voice notes of an open card, those spoken first standing first, each with the record that lists it: of
    /// joined cards either may.
    pub fn voices(&self, card: Id) -> Vec<(Id, Voice)> {
        if self.held_card(card).is_none() {
            return Vec::new();
        }
        let of = |id: Id| self.record(id).map(voice::listed).unwrap_or_default();
        let all =
            self.group(card).into_iter().flat_map(|id| of(id).into_iter().map(move |voice| (id, voice)));
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(id, voice)| (voice.taken, voice.sound.hash, *id));
        all.dedup_by_key(|(_, voice)| voice.sound.hash);
        all
    }

    /// The voice notes of one visit, as [`State::photos_of_visit`].
    pub fn voices_of_visit(&self, visit: Id) -> Vec<(Id, Voice)> {
        let (Some(of), Some(card)) = (self.visit(visit), self.card_of_visit(visit)) else {
            return Vec::new();
        };
        self.voices_of(card, Some(of.id), tokyo_date(of.start), of.sort)
    }

    /// The voice notes of a card that belong to a visit, as [`State::photos_of`].
    pub fn voices_of(&self, card: Id, visit: Option<Id>, day: Date, sort: Sort) -> Vec<(Id, Voice)> {
        let fits = |voice: &Voice| match voice.visit {
            Some(of) => visit.is_some_and(|visit| self.canonical(visit) == self.canonical(of)),
            None => tokyo_date(voice.taken) == day && voice.sort == sort,
        };
        self.voices(card).into_iter().filter(|(_, voice)| fits(voice)).collect()
    }
}

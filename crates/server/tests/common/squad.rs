//! A squad: keys, a roster, and what its phones send.

use std::sync::atomic::{AtomicU64, Ordering};

use tanomo_sync::{DeviceKeys, Random, Roster, Secret, Secrets, sign::sign_push};
use tanomo_wire::circle::{Entries, Invite, Join, Joining, NewCircle, Uses, registration_bytes};
use tanomo_wire::names::PushSecret;
use tanomo_wire::names::Token as _;
use tanomo_wire::revision::Blobs;
use tanomo_wire::sync::Push;
use tanomo_wire::wake::Subscription;
use tanomo_wire::{
    CircleId, Cursor, DeviceId, DeviceKind, DeviceToken, EpochName, MemberId, PROTO, RecordId, Rev, Revision,
    Role, Sealed, SyncRequest,
};

/// 2026-11-22 in Japan, in milliseconds.
pub const NOW: u64 = 1_795_300_000_000;

/// The same numbers for the same seed: SplitMix64 (Steele, Lea, Flood 2014).
pub struct Seeded(pub u64);

impl Random for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (z ^ (z >> 31)) as u8;
        }
    }
}

/// Where a browser takes pushes. The key is the generator of P-256 (SEC 2, section 2.4.2): a point like any other.
pub fn subscription(endpoint: &str) -> Subscription {
    let p256dh = "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";
    let p256dh = p256dh.parse().unwrap();
    Subscription { proto: PROTO, endpoint: endpoint.to_owned(), p256dh, auth: PushSecret::new([7; 16]) }
}

/// One phone: its keys and the token it shows.
#[derive(Clone)]
pub struct Phone {
    pub keys: DeviceKeys,
    pub token: DeviceToken,
}

impl Phone {
    pub fn draw(random: &mut Seeded) -> Self {
        Self { keys: DeviceKeys::new(&Secret::draw(random)), token: DeviceToken::new(random.draw()) }
    }

    pub fn id(&self) -> DeviceId {
        self.keys.id()
    }

    /// What it sends to register, by `how`.
    pub fn join(&self, circle: &CircleId, how: Joining) -> Join {
        let token = self.token.hash();
        let signature = self.keys.sign(&registration_bytes(circle, &self.id(), &token));
        Join { proto: PROTO, device: self.id(), how, token, signature }
    }

    /// A push of these revisions.
    pub fn push(&self, circle: &CircleId, cursor: Option<Cursor>, revisions: Vec<Revision>) -> SyncRequest {
        let signature = (!revisions.is_empty()).then(|| sign_push(&self.keys, circle, &revisions));
        SyncRequest { proto: PROTO, cursor, push: Push::new(revisions).unwrap(), signature }
    }
}

/// A circle with a lead, another lead and a helper.
pub struct Squad {
    pub random: Seeded,
    pub lead: Phone,
    pub other_lead: Phone,
    pub helper: Phone,
    pub roster: Roster,
    pub secrets: Secrets,
    pub circle: CircleId,
}

impl Squad {
    pub fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let mut random =
            Seeded(NEXT.fetch_add(1, Ordering::Relaxed) << 20 ^ u64::from(std::process::id()) << 40);
        let [lead, other_lead, helper] = std::array::from_fn(|_| Phone::draw(&mut random));
        let device =
            |phone: &Phone, n, role| phone.keys.device(MemberId::new([n; 16]), role, DeviceKind::Phone);
        let (mut roster, secrets) =
            Roster::found(&lead.keys, device(&lead, 1, Role::Lead), NOW, &mut random).unwrap();
        let second = device(&other_lead, 2, Role::Lead);
        roster.admit(&lead.keys, second, &secrets, NOW, &mut random).unwrap();
        let third = device(&helper, 3, Role::Helper);
        roster.admit(&lead.keys, third, &secrets, NOW, &mut random).unwrap();
        let circle = roster.circle();
        Self { random, lead, other_lead, helper, roster, secrets, circle }
    }

    pub fn entries(&self) -> Entries {
        Entries::new(self.roster.entries().to_vec()).unwrap()
    }

    /// What the lead sends to make the circle.
    pub fn new_circle(&self) -> NewCircle {
        let Join { device, token, signature, .. } =
            self.lead.join(&self.circle, Joining::Again(Entries::default()));
        NewCircle { proto: PROTO, entries: self.entries(), device, token, signature }
    }

    pub fn epoch(&self) -> EpochName {
        *self.roster.standing().epochs().last().unwrap()
    }

    /// A new revision of a record over another.
    pub fn revision(&mut self, id: RecordId, base: Option<Rev>) -> Revision {
        let sealed = self.random.draw::<88>().to_vec();
        let rev = Rev::new(self.random.draw());
        let sealed = Sealed::new(sealed).unwrap();
        Revision { id, rev, base, epoch: self.epoch(), sealed, blobs: Blobs::default() }
    }

    /// A new record.
    pub fn record(&mut self) -> Revision {
        let id = RecordId::new(self.random.draw());
        self.revision(id, None)
    }

    /// An invitation of that many uses, and what a lead posts for it.
    pub fn invitation(&mut self, uses: Uses) -> (tanomo_sync::invite::Invitation, Invite) {
        let invitation = tanomo_sync::invite::Invitation::draw(self.circle, &mut self.random);
        let nonce = self.random.draw();
        let envelope = match uses {
            Uses::One => invitation.seal_envelope(&self.secrets, nonce),
            Uses::Many => None,
        };
        let token = invitation.token().hash();
        let posted =
            Invite { proto: PROTO, invite: invitation.id(), token, uses, until: NOW + 86_400_000, envelope };
        (invitation, posted)
    }
}

//! The phones of a circle: who waits to be let in, who is in, who is out.

use std::collections::BTreeSet;

use tanomo_domain::view::Role;
use tanomo_record::Id;
use tanomo_sync::DeviceKeys;
use tanomo_wire::circle::{Newcomer, Waiting};
use tanomo_wire::{DeviceId, DeviceKind, Fact, path};

use super::asked::number;
use super::joining::device_of;
use super::turns::{BrowserRandom, Held, Turn};
use super::{NotLinked, Poke, courier, grants};
use crate::browser::clock;
use crate::store::Store;

/// How long an answer may take, in milliseconds.
const WITHIN: i32 = 30_000;

/// What a device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneKind {
    /// A phone or a browser.
    Phone,
    /// The recovery sheet.
    Sheet,
}

/// A phone of the circle, as the roster lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// Names it.
    pub device: DeviceId,
    /// Whose it is; the member's record may not have come yet.
    pub member: Id,
    /// What it is.
    pub kind: PhoneKind,
    /// What it may do.
    pub role: Role,
    /// This very phone.
    pub mine: bool,
    /// It was put out.
    pub out: bool,
}

/// A phone that waits to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Names it.
    pub device: DeviceId,
    /// Four digits that its own screen shows too.
    pub number: String,
    /// When it asked, in milliseconds since 1970 UTC.
    pub asked: u64,
}

impl Store {
    /// The phones of the circle: this one first, then by member, those that are out last. Follows the roster.
    pub fn phones(self) -> Vec<Phone> {
        self.changed.track();
        let Some(way) = self.look(|inner| inner.way.clone()) else { return Vec::new() };
        let Ok(held) = way.held.downcast::<Held>() else { return Vec::new() };
        let (engine, keys) = (held.engine.borrow(), held.keys.borrow());
        let Some(engine) = engine.as_ref() else { return Vec::new() };
        let me = keys.as_ref().map(DeviceKeys::id);
        let mut phones: Vec<Phone> = engine
            .roster()
            .standing()
            .devices()
            .map(|(id, listed)| Phone {
                device: *id,
                member: Id::new(*listed.device.member.bytes()),
                kind: match listed.device.kind {
                    DeviceKind::Phone => PhoneKind::Phone,
                    DeviceKind::Sheet => PhoneKind::Sheet,
                },
                role: role_of(listed.role),
                mine: Some(*id) == me,
                out: listed.revoked.is_some(),
            })
            .collect();
        phones.sort_by_key(|phone| (phone.out, !phone.mine, phone.member));
        phones
    }

    /// The cards that a phone may have opened, as far as they are open here: all of them for a lead's phone, else
    /// those whose key it was given, and those its holder wrote on.
    pub fn cards_on(self, phone: &Phone) -> Vec<Id> {
        self.with(|state| {
            let given: BTreeSet<Id> = grants::grants(state)
                .filter(|grant| grant.to == phone.device)
                .map(|grant| grant.card)
                .collect();
            let member = state.canonical(phone.member);
            let wrote = |card: Id| {
                let events = state.record(card).map(|record| record.history()).unwrap_or_default();
                events.iter().any(|event| state.canonical(event.to.by) == member)
            };
            let reads = |card: &Id| phone.role == Role::Lead || given.contains(card) || wrote(*card);
            state.held_cards().map(|resident| resident.id).filter(reads).collect()
        })
    }

    /// Who waits to be let in, asked of the server; for leads.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn asking(self) -> Result<Vec<Asking>, NotLinked> {
        let newcomers = self.newcomers().await?;
        Ok(newcomers
            .into_iter()
            .map(|(newcomer, asked)| {
                let device = DeviceId::of(&newcomer.sign);
                Asking { device, number: number(&device), asked }
            })
            .collect())
    }

    async fn newcomers(self) -> Result<Vec<(Newcomer, u64)>, NotLinked> {
        let held = self.held().await?;
        let (circle, token) = self.link_of(&held)?;
        let path = path::of(path::DEVICES, &circle);
        let waiting: Waiting = courier::ask("GET", &path, Some(&token.to_header()), None, WITHIN).await?;
        let engine = held.engine.borrow();
        let known = |device| {
            engine.as_ref().is_some_and(|engine| engine.roster().standing().device(&device).is_some())
        };
        let newcomers = waiting.newcomers.into_iter();
        Ok(newcomers
            .filter(|(newcomer, ..)| !known(DeviceId::of(&newcomer.sign)))
            .map(|(newcomer, asked, _)| (newcomer, asked))
            .collect())
    }

    /// Lets a phone in.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn let_in(self, device: DeviceId) -> Result<(), NotLinked> {
        let newcomers = self.newcomers().await?;
        let newcomer = newcomers.into_iter().find(|(newcomer, _)| DeviceId::of(&newcomer.sign) == device);
        let (newcomer, _) = newcomer.ok_or(NotLinked::NotOurs)?;
        self.sign(move |roster, keys, secrets, _| {
            let device = device_of(&newcomer);
            Ok(vec![roster.admit(keys, device, secrets, clock::now(), &mut BrowserRandom)?])
        })
        .await
        .map(drop)
    }

    /// Puts a phone out, for good: it gets nothing more and erases its copy when it hears of it.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn put_out(self, device: DeviceId) -> Result<(), NotLinked> {
        self.sign(move |roster, keys, secrets, _| {
            let leads = roster.standing().devices().filter(|(id, listed)| {
                let phone = listed.device.kind == DeviceKind::Phone;
                phone && **id != device && roster.standing().leads(id)
            });
            if leads.count() == 0 {
                return Err(NotLinked::LastLead);
            }
            Ok(roster.revoke(keys, device, secrets, clock::now(), &mut BrowserRandom)?)
        })
        .await
        .map(drop)
    }

    /// Makes a phone's holder a lead, or a helper again.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn set_phone_role(self, device: DeviceId, role: Role) -> Result<(), NotLinked> {
        self.sign(move |roster, keys, _, _| {
            let others = roster.standing().devices().any(|(id, listed)| {
                let phone = listed.device.kind == DeviceKind::Phone;
                phone && *id != device && roster.standing().leads(id)
            });
            if role != Role::Lead && !others {
                return Err(NotLinked::LastLead);
            }
            Ok(vec![roster.write(keys, clock::now(), Fact::Assign { device, role: wire_role(role) })?])
        })
        .await
        .map(drop)
    }

    /// Ends the circle for everybody: every phone offers an export and erases its copy.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn end_circle(self) -> Result<(), NotLinked> {
        self.sign(|roster, keys, _, _| Ok(vec![roster.write(keys, clock::now(), Fact::End)?])).await.map(drop)
    }

    /// After the export was taken or declined: everything of the circle goes from this phone.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn leave_for_good(self) -> Result<(), NotLinked> {
        let held = self.held().await?;
        held.turn(Turn::Exported);
        Ok(())
    }

    /// Tries at once to send and fetch.
    pub fn hurry(self) {
        self.poke(Poke::Hurry);
    }
}

/// A role of the roster in the domain's words.
pub(super) const fn role_of(role: tanomo_wire::Role) -> Role {
    match role {
        tanomo_wire::Role::Lead => Role::Lead,
        tanomo_wire::Role::Coordinator => Role::Coordinator,
        tanomo_wire::Role::Helper => Role::Helper,
    }
}

const fn wire_role(role: Role) -> tanomo_wire::Role {
    match role {
        Role::Lead => tanomo_wire::Role::Lead,
        Role::Coordinator => tanomo_wire::Role::Coordinator,
        Role::Helper => tanomo_wire::Role::Helper,
    }
}

//! Connecting a circle, inviting, the recovery sheet.
//!
//! - [`newcomer`]: the other side of it, a phone that joins

mod newcomer;

use base64ct::{Base64UrlUnpadded, Encoding};
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use tanomo_domain::view::Role;
use tanomo_sync::invite::Invitation;
use tanomo_sync::recovery::Sheet;
use tanomo_sync::{DeviceKeys, Roster, Secret, Secrets};
use tanomo_wire::circle::{CircleMade, Entries, Invite, NewCircle, Newcomer, RosterAnswer, RosterPush};
use tanomo_wire::circle::{Uses as WireUses, registration_bytes};
use tanomo_wire::names::Token as _;
use tanomo_wire::{
    CircleId, Device as RosterDevice, DeviceKind, DeviceToken, Fact, MemberId, PROTO, SignedEntry, path,
};

use super::kept::{self, Link};
use super::turns::{BrowserRandom, Turn};
use super::{NotLinked, courier, go_on, server};
use crate::browser::{clock, http};
use crate::store::device::Device;
use crate::store::journal::Journal;
use crate::store::{Store, Trouble, random};

/// How long an answer may take, in milliseconds.
pub(super) const WITHIN: i32 = 30_000;
const DAY: u64 = 24 * 60 * 60 * 1_000;

/// How often an invitation lets somebody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Uses {
    /// One person, at once.
    One,
    /// Many; a lead lets each in.
    Many,
}

/// An invitation that stands. The link is a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// What is shown, shared and printed.
    pub link: String,
    /// How often.
    pub uses: Uses,
    /// Until when, in milliseconds since 1970 UTC.
    pub until: u64,
}

/// What joining came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    /// The phone is in: the records come.
    In,
    /// A lead has to let it in; [`super::Travel::Asked`] says the number.
    Asked,
}

/// A recovery sheet, to be printed once and kept on paper alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Twelve words.
    pub words: Vec<String>,
    /// What its QR says: everything it takes.
    pub code: String,
    /// The circle's number, which the words need beside them.
    pub circle: String,
}

impl Store {
    /// Connects this phone's circle to a server: the one the app came from, or the one that was typed. `code` is the
    /// operator's, where one is asked for. Everything written so far is sent.
    ///
    /// # Errors
    /// [`NotLinked`]; then the circle stays on this phone alone.
    pub async fn connect(self, code: Option<String>, typed: &str) -> Result<(), NotLinked> {
        or_as_before(async {
            ask_at(typed)?;
            self.connect_there(code).await
        })
        .await
    }

    async fn connect_there(self, code: Option<String>) -> Result<(), NotLinked> {
        let (journal, device) = self.journal_and_device()?;
        if device.sample {
            return Err(NotLinked::Alone);
        }
        if kept::link(&journal).await?.is_some() {
            return Ok(());
        }
        if self.role_now() != Role::Lead {
            return Err(NotLinked::LeadsOnly);
        }
        let (secret, keys) = new_keys()?;
        let member = MemberId::new(*device.me.bytes());
        let listed = keys.device(member, tanomo_wire::Role::Lead, DeviceKind::Phone);
        // The phones of a circle name it by its salt; the circle's own record is enough of a secret to be one.
        let salt = *device.circle.bytes();
        let (roster, secrets) = Roster::found_as(&keys, listed, salt, clock::now(), &mut BrowserRandom)?;
        let link = Link::new(roster.circle(), &secret, new_token()?, member);
        let token = link.token.hash();
        let signature = keys.sign(&registration_bytes(&link.circle, &keys.id(), &token));
        let entries = Entries::new(roster.entries().to_vec()).unwrap_or_default();
        let new = NewCircle { proto: PROTO, entries, device: keys.id(), token, signature };
        let code = code.map(|code| format!("Bearer {}", code.trim()));
        let body = Some(courier::json(&new));
        let _: CircleMade = courier::ask("POST", path::CIRCLES, code.as_deref(), body, WITHIN).await?;
        kept::keep_link(&journal, &link, roster.entries(), Some(&secrets)).await?;
        spawn_local(go_on(self));
        Ok(())
    }

    /// Makes a recovery sheet; one made before goes on counting until it is put out in the list of phones.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn print_sheet(self) -> Result<Printed, NotLinked> {
        let sheet = Sheet::draw(&mut BrowserRandom);
        let drawn = sheet.clone();
        let circle = self
            .sign(move |roster, keys, secrets, member| {
                let device = drawn.device(&roster.circle(), member);
                Ok(vec![roster.admit(keys, device, secrets, clock::now(), &mut BrowserRandom)?])
            })
            .await?;
        let words = sheet.to_words().split(' ').map(str::to_owned).collect();
        let code = Base64UrlUnpadded::encode_string(&sheet.to_qr(&circle));
        Ok(Printed { words, code, circle: circle.to_string() })
    }

    /// Invites: a link for one person or for many, good for so many days.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn invite(self, uses: Uses, days: u32) -> Result<Invited, NotLinked> {
        let held = self.held().await?;
        let (circle, token) = self.link_of(&held)?;
        let invitation = Invitation::draw(circle, &mut BrowserRandom);
        let until = clock::now() + u64::from(days) * DAY;
        let mut envelope = None;
        if uses == Uses::One {
            let invites = invitation.clone();
            let made = self.signed(&held, |roster, keys, secrets, _| {
                envelope = invites.seal_envelope(secrets, random()?);
                Ok(vec![roster.write(keys, clock::now(), invites.fact(tanomo_wire::Role::Helper))?])
            })?;
            // Whoever has the link may use it at once: the server has to know the entry before the link is out.
            push_entries(&circle, &token, &made).await?;
            held.turn(Turn::Signed(made));
        }
        let wire = match uses {
            Uses::One => WireUses::One,
            Uses::Many => WireUses::Many,
        };
        let invite = Invite {
            proto: PROTO,
            invite: invitation.id(),
            token: invitation.token().hash(),
            uses: wire,
            until,
            envelope,
        };
        let path = path::of(path::INVITES, &circle);
        courier::have_done("POST", &path, &token.to_header(), Some(courier::json(&invite))).await?;
        let origin = own_origin().unwrap_or_default();
        // LINE opens such a link in the phone's own browser.
        let elsewhere = server::as_suffix(http::other_server().as_deref());
        let link = format!("{origin}/join?openExternalBrowser=1#{}{elsewhere}", *invitation.to_fragment());
        let invited = Invited { link, uses, until };
        let (journal, _) = self.journal_and_device()?;
        let mut all = kept::invitations(&journal).await?;
        all.insert(0, invited.clone());
        kept::keep_invitations(&journal, &all).await?;
        Ok(invited)
    }

    /// The invitations this phone made that still stand, newest first.
    ///
    /// # Errors
    /// [`NotLinked`] where the phone could not read them.
    pub async fn invitations(self) -> Result<Vec<Invited>, NotLinked> {
        let (journal, _) = self.journal_and_device()?;
        let mut all = kept::invitations(&journal).await?;
        all.retain(|invited| invited.until > clock::now());
        Ok(all)
    }

    /// Ends an invitation this phone made.
    ///
    /// # Errors
    /// [`NotLinked`]; then it still stands.
    pub async fn end_invitation(self, link: &str) -> Result<(), NotLinked> {
        let held = self.held().await?;
        let (circle, token) = self.link_of(&held)?;
        let (journal, _) = self.journal_and_device()?;
        let mut all = kept::invitations(&journal).await?;
        let invitation = invitation_of(link).ok_or(NotLinked::NotOurs)?;
        let path = path::invite(&circle, &invitation.id());
        courier::have_done("DELETE", &path, &token.to_header(), None).await?;
        if all.iter().any(|invited| invited.link == link && invited.uses == Uses::One) {
            // Used meanwhile it is over already, and the roster says so by itself.
            let _ = self
                .sign(move |roster, keys, _, _| {
                    Ok(vec![roster.write(keys, clock::now(), Fact::Withdraw { invite: invitation.id() })?])
                })
                .await;
        }
        all.retain(|invited| invited.link != link);
        kept::keep_invitations(&journal, &all).await?;
        Ok(())
    }

    /// Whether a text is an invitation of ours, before it is used.
    pub fn is_invitation(text: &str) -> bool {
        invitation_of(text).is_some()
    }

    /// Signs entries as this device and hands them to the engine, which sends them when it can. Gives the circle.
    pub(super) async fn sign(
        self,
        make: impl FnOnce(&mut Roster, &DeviceKeys, &mut Secrets, MemberId) -> Result<Vec<SignedEntry>, NotLinked>,
    ) -> Result<CircleId, NotLinked> {
        let held = self.held().await?;
        let (circle, _) = self.link_of(&held)?;
        let entries = self.signed(&held, make)?;
        held.turn(Turn::Signed(entries));
        Ok(circle)
    }

    fn signed(
        self,
        held: &super::Held,
        make: impl FnOnce(&mut Roster, &DeviceKeys, &mut Secrets, MemberId) -> Result<Vec<SignedEntry>, NotLinked>,
    ) -> Result<Vec<SignedEntry>, NotLinked> {
        let (engine, keys, link) = (held.engine.borrow(), held.keys.borrow(), held.link.borrow());
        let (Some(engine), Some(keys), Some(link)) = (engine.as_ref(), keys.as_ref(), link.as_ref()) else {
            return Err(NotLinked::Phone(Trouble::NotReady));
        };
        if !engine.roster().standing().leads(&keys.id()) {
            return Err(NotLinked::LeadsOnly);
        }
        let (mut roster, mut secrets) = (engine.roster().clone(), engine.secrets().clone());
        make(&mut roster, keys, &mut secrets, link.member)
    }

    pub(super) fn link_of(self, held: &super::Held) -> Result<(CircleId, DeviceToken), NotLinked> {
        let link = held.link.borrow();
        link.as_ref().map(|link| (link.circle, link.token.clone())).ok_or(NotLinked::Alone)
    }

    fn journal_and_device(self) -> Result<(Journal, Device), NotLinked> {
        let (journal, device) = self.look(|inner| (inner.journal.clone(), inner.device.clone()));
        match (journal, device) {
            (Some(journal), Some(device)) => Ok((journal, device)),
            _ => Err(NotLinked::Phone(Trouble::NotReady)),
        }
    }
}

/// Asks another server, and where nothing came of it goes on asking the one that was asked before.
async fn or_as_before<T>(asks: impl Future<Output = Result<T, NotLinked>>) -> Result<T, NotLinked> {
    let before = http::other_server();
    let came = asks.await;
    if came.is_err() {
        http::use_server(before.as_deref());
    }
    came
}

fn new_keys() -> Result<(Secret, DeviceKeys), Trouble> {
    let secret = Secret::new(random()?);
    let keys = DeviceKeys::new(&secret);
    Ok((secret, keys))
}

fn new_token() -> Result<DeviceToken, Trouble> {
    Ok(DeviceToken::new(random()?))
}

/// The invitation in a link, or in what stands after its `#`; blanks around it do not count.
fn invitation_of(text: &str) -> Option<Invitation> {
    let text = text.trim();
    let fragment = text.rsplit_once('#').map_or(text, |(_, fragment)| fragment);
    Invitation::from_fragment(server::in_fragment(fragment).0).ok()
}

/// From now on the server that was typed is asked; the app's own where nothing was.
fn ask_at(typed: &str) -> Result<(), NotLinked> {
    if typed.trim().is_empty() {
        http::use_server(None);
        return Ok(());
    }
    let server = server::typed(typed).ok_or(NotLinked::NoServer)?;
    let own = own_origin();
    http::use_server(Some(server).filter(|server| own.as_ref() != Some(server)).as_deref());
    Ok(())
}

/// Where the app came from.
pub(super) fn own_origin() -> Option<String> {
    web_sys::window().and_then(|window| window.location().origin().ok())
}

async fn push_entries(
    circle: &CircleId,
    token: &DeviceToken,
    entries: &[SignedEntry],
) -> Result<(), NotLinked> {
    let entries = Entries::new(entries.to_vec()).unwrap_or_default();
    let push = RosterPush { proto: PROTO, entries };
    let path = path::of(path::ROSTER, circle);
    let _: RosterAnswer =
        courier::ask("POST", &path, Some(&token.to_header()), Some(courier::json(&push)), WITHIN).await?;
    Ok(())
}

/// The device a newcomer becomes when a lead lets it in.
pub(super) fn device_of(newcomer: &Newcomer) -> RosterDevice {
    RosterDevice {
        sign: newcomer.sign,
        seal: newcomer.seal,
        member: newcomer.member,
        role: tanomo_wire::Role::Helper,
        kind: DeviceKind::Phone,
    }
}

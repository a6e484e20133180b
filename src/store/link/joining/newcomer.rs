//! A phone that becomes one of a circle: by an invitation, or by the recovery sheet.

use base64ct::{Base64UrlUnpadded, Encoding};
use leptos::task::spawn_local;
use tanomo_domain::command::{Command, Context, MemberDraft};
use tanomo_domain::decide::decide;
use tanomo_domain::view::Role;
use tanomo_record::{Id, ReplicaId};
use tanomo_sync::invite::Invitation;
use tanomo_sync::recovery::{NoSheet, Sheet};
use tanomo_sync::{DeviceKeys, Roster, Secret, Secrets};
use tanomo_wire::circle::{Entries, Joined, Newcomer};
use tanomo_wire::circle::{Joining as How, Uses as WireUses};
use tanomo_wire::{CircleId, DeviceKind, MemberId, path};

use super::{Joining, WITHIN, ask_at, invitation_of, new_keys, new_token, or_as_before, push_entries};
use crate::browser::{clock, http};
use crate::store::device::Device;
use crate::store::journal::Journal;
use crate::store::link::kept::{self, Link};
use crate::store::link::turns::{BrowserRandom, join};
use crate::store::link::{NotLinked, courier, go_on, server};
use crate::store::{Phase, Store, Trouble, random, start, write};

impl Store {
    /// Joins by an invitation: its whole link, or what stands after its `#`. The phone must be fresh.
    ///
    /// # Errors
    /// [`NotLinked`]; then the phone is still fresh and the invitation not spent.
    pub async fn join(self, invitation: &str, name: &str, reading: &str) -> Result<Joining, NotLinked> {
        let server = server_of(invitation);
        let invitation = invitation_of(invitation).ok_or(NotLinked::NotOurs)?;
        let newcomer = self.joiner(invitation.circle()).await?;
        or_as_before(async {
            http::use_server(server.as_deref());
            self.join_there(&invitation, newcomer.at(server), name, reading).await
        })
        .await
    }

    async fn join_there(
        self,
        invitation: &Invitation,
        mut newcomer: Joiner,
        name: &str,
        reading: &str,
    ) -> Result<Joining, NotLinked> {
        let circle = invitation.circle();
        // What the person typed is checked before anything is spent.
        let draft = member_draft(name, reading);
        self.check_member(&newcomer, &draft)?;
        let token = invitation.token().to_header();
        let path = path::invite(&circle, &invitation.id());
        let invited: tanomo_wire::circle::Invited =
            courier::ask("GET", &path, Some(&token), None, WITHIN).await?;
        let mut roster = Roster::read(&circle, invited.entries.list())?;
        let devices = path::of(path::DEVICES, &circle);
        let (how, secrets) = match (invited.uses, &invited.envelope) {
            (WireUses::One, Some(envelope)) => {
                let secrets = invitation.open_envelope(envelope).map_err(|_| NotLinked::NotBelieved)?;
                let standing = roster.standing().invite(&invitation.id());
                let (_, role) = standing.ok_or(NotLinked::NotBelieved)?;
                let device = newcomer.keys.device(newcomer.link.member, role, DeviceKind::Phone);
                let entry = invitation.join(device, roster.ends(), clock::now());
                roster.take(entry.clone())?;
                (How::Entry(Box::new(entry)), Some(secrets))
            }
            _ => {
                newcomer.link.asked = true;
                let (sign, seal) = (newcomer.keys.sign_key(), newcomer.keys.seal_key());
                (How::Ask(Newcomer { sign, seal, member: newcomer.link.member }), None)
            }
        };
        let body = Some(courier::json(&join(&newcomer.link, &newcomer.keys, how)));
        let joined: Joined = courier::ask("POST", &devices, Some(&token), body, WITHIN).await?;
        let outcome = if joined.member && secrets.is_some() { Joining::In } else { Joining::Asked };
        self.begin_as(newcomer, roster, secrets, draft).await?;
        Ok(outcome)
    }

    /// Brings a lost circle back onto a fresh phone, as a lead: by the sheet's code, or by its twelve words and the
    /// circle's number; from the app's own server, or from the one that was typed.
    ///
    /// # Errors
    /// [`NotLinked`].
    pub async fn recover(
        self,
        sheet: &str,
        circle: &str,
        server: &str,
        name: &str,
        reading: &str,
    ) -> Result<(), NotLinked> {
        let (sheet, circle) = read_sheet(sheet, circle)?;
        let newcomer = self.joiner(circle).await?;
        or_as_before(async {
            ask_at(server)?;
            self.recover_there(&sheet, newcomer.at(http::other_server()), name, reading).await
        })
        .await
    }

    async fn recover_there(
        self,
        sheet: &Sheet,
        newcomer: Joiner,
        name: &str,
        reading: &str,
    ) -> Result<(), NotLinked> {
        let circle = newcomer.link.circle;
        let draft = member_draft(name, reading);
        self.check_member(&newcomer, &draft)?;
        // The sheet is a device of its own: it comes to the server, reads the roster, and lets this phone in.
        let sheet_keys = sheet.keys(&circle);
        let sheet_link =
            Link::new(circle, &Secret::draw(&mut BrowserRandom), new_token()?, newcomer.link.member);
        let devices = path::of(path::DEVICES, &circle);
        let body = Some(courier::json(&join(&sheet_link, &sheet_keys, How::Again(Entries::default()))));
        let _: Joined = courier::ask("POST", &devices, None, body, WITHIN).await?;
        let answer = courier::roster(&circle, &sheet_link.token.to_header(), 0).await?;
        let mut roster = Roster::read(&circle, answer.entries.list())?;
        let mut secrets = None;
        roster.collect_secrets(&sheet_keys, &mut secrets);
        let secrets = secrets.ok_or(NotLinked::NotBelieved)?;
        let device = newcomer.keys.device(newcomer.link.member, tanomo_wire::Role::Lead, DeviceKind::Phone);
        let entry = roster.admit(&sheet_keys, device, &secrets, clock::now(), &mut BrowserRandom)?;
        push_entries(&circle, &sheet_link.token, &[entry]).await?;
        let body = Some(courier::json(&join(&newcomer.link, &newcomer.keys, How::Again(Entries::default()))));
        let _: Joined = courier::ask("POST", &devices, None, body, WITHIN).await?;
        self.begin_as(newcomer, roster, Some(secrets), draft).await
    }

    async fn joiner(self, circle: CircleId) -> Result<Joiner, NotLinked> {
        if self.phase.get_untracked() != Phase::Fresh {
            return Err(NotLinked::HasCircle);
        }
        for journal in self.put_aside().await {
            if kept::link(&journal).await?.is_some_and(|link| link.circle == circle) {
                return Err(NotLinked::PutAside);
            }
        }
        let (secret, keys) = new_keys()?;
        let me = Id::new(random()?);
        let link = Link::new(circle, &secret, new_token()?, MemberId::new(*me.bytes()));
        Ok(Joiner { keys, link, me })
    }

    /// What would be written of the newcomer, or why not.
    fn check_member(
        self,
        newcomer: &Joiner,
        draft: &MemberDraft,
    ) -> Result<Vec<tanomo_domain::change::Change>, NotLinked> {
        let ctx =
            Context { now: crate::store::now(), me: newcomer.me, role: Role::Helper, ids: [newcomer.me; 4] };
        let command = Command::SaveMember(None, Box::new(draft.clone()));
        let changes = self.peek(|state| decide(state, &ctx, command));
        changes.map_err(|refusal| NotLinked::Phone(Trouble::Refused(refusal)))
    }

    /// Makes this phone one of the circle: its own facts, what it is to the others, and its holder's record.
    async fn begin_as(
        self,
        newcomer: Joiner,
        roster: Roster,
        secrets: Option<Secrets>,
        draft: MemberDraft,
    ) -> Result<(), NotLinked> {
        let changes = self.check_member(&newcomer, &draft)?;
        let Joiner { link, me, .. } = newcomer;
        let device = Device {
            replica: ReplicaId::new(random()?),
            circle: Id::new(roster.salt()),
            me,
            sample: false,
            vault: None,
            by_device: None,
            tries: (0, 0),
        };
        let idb = self.idb().ok_or(NotLinked::Phone(Trouble::NotReady))?;
        let journal = Journal::of(idb, device.circle);
        // First what the circle takes this phone for; a phone killed here is still fresh to its holder.
        kept::keep_link(&journal, &link, roster.entries(), secrets.as_ref()).await?;
        start::adopt(self, device).await;
        write::write(self, changes, me, true, Box::new(|| {})).await?;
        self.phase.set(Phase::Ready);
        spawn_local(go_on(self));
        Ok(())
    }
}

/// Who is about to be one of a circle.
struct Joiner {
    keys: DeviceKeys,
    link: Link,
    me: Id,
}

impl Joiner {
    /// The same, of a circle whose records are kept at that server.
    fn at(mut self, server: Option<String>) -> Self {
        self.link.server = server;
        self
    }
}

fn member_draft(name: &str, reading: &str) -> MemberDraft {
    MemberDraft {
        name: name.to_owned(),
        reading: reading.to_owned(),
        has_phone: true,
        ..MemberDraft::default()
    }
}

/// The server a link leads to, where it is not the app's own.
fn server_of(link: &str) -> Option<String> {
    link.trim().rsplit_once('#').and_then(|(_, fragment)| server::in_fragment(fragment).1)
}

/// A sheet and its circle, from what was read or typed.
fn read_sheet(sheet: &str, circle: &str) -> Result<(Sheet, CircleId), NotLinked> {
    let text = sheet.trim();
    if let Ok(bytes) = Base64UrlUnpadded::decode_vec(text)
        && let Ok(read) = Sheet::from_qr(&bytes)
    {
        return Ok(read);
    }
    let sheet = Sheet::from_words(text).map_err(|why| match why {
        NoSheet::UnknownWord(place) => NotLinked::Word(Some(place + 1)),
        NoSheet::Checksum => NotLinked::Word(None),
        NoSheet::WordCount(_) | NoSheet::Qr => NotLinked::NotOurs,
    })?;
    let circle = circle.trim().parse().map_err(|_| NotLinked::NotOurs)?;
    Ok((sheet, circle))
}

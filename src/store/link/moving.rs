//! A circle goes over to another server, phone by phone: a lead's makes the circle there, the others follow when they are
//! told the address. Everything is on the phones, so that nothing is carried from server to server; what a phone had
//! sent to the old one alone, it sends to the new one.

use tanomo_domain::view::Role;
use tanomo_sync::engine::Failure;
use tanomo_wire::circle::{CircleMade, Entries, Joined, Joining, NewCircle, registration_bytes};
use tanomo_wire::names::Token as _;
use tanomo_wire::{PROTO, ProblemKind, path};

use super::joining::{WITHIN, own_origin};
use super::kept;
use super::turns::join;
use super::{NotLinked, courier, server};
use crate::store::{Store, Trouble, wipe};

impl Store {
    /// From now on this phone's circle is kept at the server that was typed; the app's own where nothing was. For a
    /// lead it is made there, if it is not there yet; `code` is the operator's, where one is asked for. The app starts
    /// anew and sends what that server lacks.
    ///
    /// # Errors
    /// [`NotLinked`]; then everything is as it was. [`ProblemKind::Missing`] where a lead has to be first.
    pub async fn move_to(self, code: Option<String>, typed: &str) -> Result<(), NotLinked> {
        let held = self.held().await?;
        let own = own_origin();
        let typed = match typed.trim() {
            "" => None,
            typed => {
                Some(server::typed(typed).ok_or(NotLinked::NoServer)?).filter(|to| own.as_ref() != Some(to))
            }
        };
        let (mut link, keys, entries) = {
            let (engine, keys, link) = (held.engine.borrow(), held.keys.borrow(), held.link.borrow());
            let (Some(engine), Some(keys), Some(link)) = (engine.as_ref(), keys.as_ref(), link.as_ref())
            else {
                return Err(NotLinked::Phone(Trouble::NotReady));
            };
            (link.clone(), keys.clone(), engine.roster().entries().to_vec())
        };
        if link.server == typed {
            return Err(NotLinked::Refused(ProblemKind::Exists));
        }
        // The loop goes on asking the old one until this phone is known at the new one.
        let at = typed.clone().or(own).ok_or(NotLinked::NoServer)?;
        let entries = Entries::new(entries).unwrap_or_default();
        let again = courier::json(&join(&link, &keys, Joining::Again(entries.clone())));
        let devices = at.clone() + &path::of(path::DEVICES, &link.circle);
        match courier::ask::<Joined>("POST", &devices, None, Some(again), WITHIN).await {
            Ok(joined) if joined.member => {}
            Ok(_) => return Err(NotLinked::Refused(ProblemKind::Forbidden)),
            Err(Failure::Problem(why))
                if why.kind == ProblemKind::Missing && self.role_now() == Role::Lead =>
            {
                let (device, token) = (keys.id(), link.token.hash());
                let signature = keys.sign(&registration_bytes(&link.circle, &device, &token));
                let new = courier::json(&NewCircle { proto: PROTO, entries, device, token, signature });
                let code = code.map(|code| format!("Bearer {}", code.trim()));
                let circles = at + path::CIRCLES;
                let _: CircleMade =
                    courier::ask("POST", &circles, code.as_deref(), Some(new), WITHIN).await?;
            }
            Err(why) => return Err(why.into()),
        }
        let journal = self.look(|inner| inner.journal.clone()).ok_or(Trouble::NotReady)?;
        link.server = typed;
        kept::move_link(&journal, &link).await?;
        wipe::start_anew();
        Ok(())
    }
}

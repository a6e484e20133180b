//! The cards by the phone's own unlock, beside the number: the same key, wrapped a second time.

use leptos::task::spawn_local;

use super::super::device::Device;
use super::super::vault::ByDevice;
use super::super::{Store, late, photos, random};
use super::NotUnlocked;
use crate::browser::passkey;

/// What the credential is called in the phone's own list.
const NAME: &str = "Tanomo";

/// What is asked of the phone's own unlock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The cards are to open by it from now on; they are open.
    Keep,
    /// No longer.
    Forget,
    /// Open the cards.
    Open,
}

impl Store {
    /// Whether the phone's own unlock opens the cards; tracks.
    pub fn opens_by_device(self) -> bool {
        self.changed.track();
        self.look(|inner| inner.device.as_ref().is_some_and(|device| device.by_device.is_some()))
    }

    /// Carries out what is asked of the phone's own unlock.
    ///
    /// # Errors
    /// [`NotUnlocked`]; then the number opens the cards as before.
    pub async fn by_device(self, wish: Wish) -> Result<(), NotUnlocked> {
        late::by_device(self, wish).await?.await
    }

    pub(in crate::store) async fn by_device_here(self, wish: Wish) -> Result<(), NotUnlocked> {
        let device = self.look(|inner| inner.device.clone()).ok_or(NotUnlocked::None)?;
        match wish {
            Wish::Keep => self.keep_by_device(device).await,
            Wish::Forget => {
                self.keep_device(Device { by_device: None, ..device }).await.map_err(|_| NotUnlocked::Browser)
            }
            Wish::Open => self.open_by_device(device).await,
        }
    }

    async fn keep_by_device(self, device: Device) -> Result<(), NotUnlocked> {
        let key = self.look(|inner| inner.key.clone()).ok_or(NotUnlocked::None)?;
        let drawn =
            || Some((random::<16>().ok()?, random::<32>().ok()?, random::<32>().ok()?, random().ok()?));
        let (user, challenge, salt, nonce) = drawn().ok_or(NotUnlocked::Browser)?;
        let credential = passkey::make(NAME, &user, &challenge, &salt).await.ok_or(NotUnlocked::Browser)?;
        // Not every phone gives the secret while it makes the credential; each gives it when it is asked.
        let secret = passkey::secret(&credential, &challenge, &salt).await.ok_or(NotUnlocked::Browser)?;
        let by_device = Some(ByDevice::wrap(&key, &credential, salt, &secret, nonce));
        // The number may have been changed meanwhile.
        let device = self.look(|inner| inner.device.clone()).unwrap_or(device);
        self.keep_device(Device { by_device, ..device }).await.map_err(|_| NotUnlocked::Browser)
    }

    async fn open_by_device(self, device: Device) -> Result<(), NotUnlocked> {
        let by_device = device.by_device.ok_or(NotUnlocked::None)?;
        let (credential, salt) = by_device.asks().ok_or(NotUnlocked::None)?;
        let challenge = random::<32>().map_err(|_| NotUnlocked::Browser)?;
        let secret = passkey::secret(&credential, &challenge, &salt).await.ok_or(NotUnlocked::Browser)?;
        let key = by_device.unwrap(&secret).map_err(|_| NotUnlocked::Browser)?;
        self.hold(key);
        self.read_cards().await;
        spawn_local(photos::collect(self));
        Ok(())
    }
}

//! A circle and its phones, as a server knows them.

use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow, ensure};
use hyper::Method;
use serde::Serialize;
use tanomo_sync::{DeviceKeys, Random, Roster, Secret, Secrets};
use tanomo_wire::circle::{Entries, Join, Joining, NewCircle, registration_bytes};
use tanomo_wire::names::Token as _;
use tanomo_wire::{CircleId, DeviceKind, DeviceToken, MemberId, PROTO, Role, path};

use crate::line::{Counts, Line, Question};
use crate::texts::START;

/// The system's random numbers.
#[derive(Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        // Without any, what is sealed twice alike is refused by the server: the bench fails, nothing leaks.
        let _ = getrandom::fill(bytes);
    }
}

/// A phone's keys and the token it shows.
#[derive(Clone, Debug)]
pub struct Device {
    /// Its keys.
    pub keys: DeviceKeys,
    /// Its token.
    pub token: DeviceToken,
}

/// A circle.
#[derive(Clone, Debug)]
pub struct Squad {
    /// Its phones; the first is a lead's.
    pub devices: Vec<Device>,
    /// Who is in.
    pub roster: Roster,
    /// The circle's secrets.
    pub secrets: Secrets,
}

impl Squad {
    /// A new circle of so many phones, each with its own entry in the roster.
    ///
    /// # Errors
    /// For no phone at all.
    pub fn found(phones: u16) -> Result<Self> {
        let mut random = SystemRandom;
        let mut draw =
            || Device { keys: DeviceKeys::new(&Secret::draw(&mut random)), token: token(&mut random) };
        let devices: Vec<Device> = (0..phones).map(|_| draw()).collect();
        let member = |n: u16| {
            let [a, b] = n.to_be_bytes();
            MemberId::new([a, b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        };
        let lead = &devices.first().context("a squad has at least one phone")?.keys;
        let first = lead.device(member(0), Role::Lead, DeviceKind::Phone);
        let founded = Roster::found(lead, first, START, &mut random);
        let (mut roster, secrets) = founded.map_err(|why| anyhow!("the roster: {why:?}"))?;
        for (n, device) in (0..phones).zip(&devices).skip(1) {
            let listed = device.keys.device(member(n), Role::Helper, DeviceKind::Phone);
            let admitted = roster.admit(lead, listed, &secrets, START, &mut random);
            admitted.map_err(|why| anyhow!("the roster: {why:?}"))?;
        }
        Ok(Self { devices, roster, secrets })
    }

    /// The circle's name.
    pub const fn circle(&self) -> CircleId {
        self.roster.circle()
    }

    /// Makes the circle on a server and registers every phone there.
    ///
    /// # Errors
    /// Where the server refuses.
    pub async fn settle(&self, host: &Arc<str>) -> Result<()> {
        let mut line = Line::open(host, &Arc::new(Counts::default())).await?;
        for (n, device) in self.devices.iter().enumerate() {
            let Join { device, token, signature, .. } = self.join(device);
            if n == 0 {
                let entries = Entries::new(self.roster.entries().to_vec())?;
                let new = NewCircle { proto: PROTO, entries, device, token, signature };
                post(&mut line, path::CIRCLES.to_owned(), &new).await?;
            } else {
                let join =
                    Join { proto: PROTO, device, how: Joining::Again(Entries::default()), token, signature };
                post(&mut line, path::of(path::DEVICES, &self.circle()), &join).await?;
            }
        }
        Ok(())
    }

    fn join(&self, device: &Device) -> Join {
        let (id, token) = (device.keys.id(), device.token.hash());
        let signature = device.keys.sign(&registration_bytes(&self.circle(), &id, &token));
        Join { proto: PROTO, device: id, how: Joining::Again(Entries::default()), token, signature }
    }
}

fn token(random: &mut SystemRandom) -> DeviceToken {
    DeviceToken::new(random.draw())
}

async fn post(line: &mut Line, path: String, body: &impl Serialize) -> Result<()> {
    let body = Some(serde_json::to_string(body)?);
    let question = Question { method: Method::POST, path, authorization: None, body };
    let (status, answer) = line.ask(question).await?;
    ensure!(status.is_success(), "the server refused: {status} {}", String::from_utf8_lossy(&answer));
    Ok(())
}

//! From phone to phone by QR: how many frames, bytes and seconds it takes until all records are taken in, where some of
//! the frames are missed. Each frame that is not missed is drawn and read as on the phones.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, ensure};
use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use serde::{Deserialize, Serialize};
use tanomo_sync::engine::{Copy, Engine, Event, Kept, Reading};
use tanomo_sync::handover::{Bundle, Collector, Frames};

use crate::squad::{Squad, SystemRandom};
use crate::texts::{START, Which};

/// Points a module has before the camera, and the border in modules.
const POINTS: usize = 5;
const BORDER: usize = 4;

/// How it is shown and seen.
#[derive(Clone, Copy, Debug)]
pub struct Scene {
    /// Frames the screen shows in a second.
    pub per_second: f64,
    /// Of a hundred frames so many are missed.
    pub lost: u32,
    /// How often it is done; the slowest counts.
    pub times: u32,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Handed {
    /// Bytes of what is handed over.
    pub bytes: usize,
    /// How many frames it takes if none is missed.
    pub blocks: usize,
    /// How many frames were shown, the missed ones among them.
    pub frames: u32,
    /// How long the screen showed them, in seconds.
    pub seconds: f64,
    /// Drawing one frame, and reading one, in milliseconds, in the middle.
    pub draw_ms: f64,
    /// Reading one.
    pub read_ms: f64,
}

/// Hands so many records from one engine to another.
///
/// # Errors
/// Where something did not arrive as it was.
pub fn hand_over(records: u16, scene: Scene) -> Result<Handed> {
    let squad = Squad::found(2)?;
    let reading = Reading { erases: |_| None, is_card: |_| false, photos: |_| Vec::new() };
    let engine = |n: usize| {
        let keys = squad.devices.get(n).context("two phones")?.keys.clone();
        anyhow::Ok(Engine::new(keys, reading, squad.roster.clone(), squad.secrets.clone(), Kept::default()))
    };
    let (giver, mut taker) = (engine(0)?, engine(1)?);
    let to = taker.device();
    let copies: BTreeMap<_, _> =
        Which::all(1, records).map(|which| (which.id(), Copy::Record(which.record()))).collect();
    let bundle = giver.bundle(to, &copies, false, &mut SystemRandom);
    let content = bundle.map_err(|why| anyhow!("nothing to hand over: {why:?}"))?.to_bytes();
    let frames = Frames::new(content.clone()).context("too much for QRs")?;
    let (mut shown, mut draws, mut reads) = (0, Vec::new(), Vec::new());
    for time in 0..scene.times {
        shown = shown.max(watch(&frames, &content, scene, u64::from(time), &mut draws, &mut reads)?);
    }
    let taken = Bundle::from_bytes(&content).map_err(|why| anyhow!("not read: {why:?}"))?;
    ensure!(taken.records() == usize::from(records), "records are missing");
    let changes = taken.pushes.into_iter().flatten().collect();
    let effects = taker.step(Event::Handed { changes, standing: BTreeMap::new() }, START, &mut SystemRandom);
    let new: usize = effects
        .iter()
        .map(|effect| match effect {
            tanomo_sync::Effect::Changed(ids) => ids.len(),
            _ => 0,
        })
        .sum();
    ensure!(new == usize::from(records), "{new} of {records} records were taken in");
    Ok(Handed {
        bytes: content.len(),
        blocks: frames.blocks(),
        frames: shown,
        seconds: f64::from(shown) / scene.per_second,
        draw_ms: middle(draws),
        read_ms: middle(reads),
    })
}

/// One scan, begun at a frame by chance; gives how many frames were shown.
fn watch(
    frames: &Frames,
    content: &[u8],
    scene: Scene,
    seed: u64,
    draws: &mut Vec<Duration>,
    reads: &mut Vec<Duration>,
) -> Result<u32> {
    let mut chance = chance(seed);
    let begin = chance() % 1_000;
    let mut seen = Collector::default();
    for shown in 0..100_000 {
        if chance() % 100 < scene.lost {
            continue;
        }
        let now = Instant::now();
        let text = frames.frame(begin + shown).to_text();
        let code = QRBuilder::new(text).ecl(ECL::L).build().map_err(|why| anyhow!("{why}"))?;
        draws.push(now.elapsed());
        let side = (code.size + 2 * BORDER) * POINTS;
        let dark = |x: usize, y: usize| {
            let (x, y) = ((x / POINTS).wrapping_sub(BORDER), (y / POINTS).wrapping_sub(BORDER));
            x < code.size && y < code.size && code[y][x].value()
        };
        let now = Instant::now();
        let mut picture =
            rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| if dark(x, y) { 20 } else { 235 });
        let grids = picture.detect_grids();
        let (_, read) = grids.first().context("no QR in the picture")?.decode()?;
        reads.push(now.elapsed());
        let _ = seen.see(&read);
        if let Some(whole) = seen.content() {
            ensure!(whole == content, "another content came together");
            return Ok(shown + 1);
        }
    }
    anyhow::bail!("it never came together")
}

/// Numbers by chance, the same for the same seed: SplitMix64 (Steele, Lea, Flood 2014).
fn chance(seed: u64) -> impl FnMut() -> u32 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z >> 32) as u32
    }
}

fn middle(mut all: Vec<Duration>) -> f64 {
    all.sort_unstable();
    all.get(all.len() / 2).map_or(f64::NAN, |took| took.as_secs_f64() * 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Screen to camera within this time, for thirty records at fifteen frames a second.
    const BOUND: f64 = 30.0;

    #[test]
    fn thirty_records_are_over_in_time_and_a_slow_screen_or_a_blind_camera_is_not() {
        let scene = Scene { per_second: 15.0, lost: 20, times: 3 };
        let good = hand_over(30, scene).unwrap();
        assert!(good.seconds <= BOUND, "{good:?}");
        assert!(good.blocks > 20 && good.frames as usize > good.blocks, "{good:?}");
        let slow = hand_over(30, Scene { per_second: 1.0, ..scene }).unwrap();
        let blind = hand_over(30, Scene { lost: 92, ..scene }).unwrap();
        assert!(slow.seconds > BOUND && blind.seconds > BOUND, "{slow:?} {blind:?}");
    }
}

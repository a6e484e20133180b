//! What a camera sees of a phone's screen: pictures of the real page, some missed, the others tilted and blurred; as a
//! film for Chromium's camera, and as photos.

use anyhow::{Context, Result, ensure};
use image::GrayImage;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::Phone;

/// The side of a picture of the film, in points.
const SIDE: u32 = 640;
/// How large the QR is in it.
const LARGE: f32 = 520.0;

/// How many sums more than blocks there are left of the shots after [`by_hand`]. The sums are random ones: with 8 more
/// than blocks, one hand-over in 256 would still lack some; with so many, one in a million.
const MORE: usize = 20;

/// The QR on a giving phone's screen, again and again, each time another frame: enough for all of it.
pub async fn shots(phone: &Phone) -> Result<Vec<GrayImage>> {
    let count = (blocks(phone).await? + MORE) * 5 / 4 + 1;
    let place = "return (() => { const canvas = document.querySelector('canvas.frames');
        canvas.scrollIntoView({ block: 'center' });
        const at = canvas.getBoundingClientRect();
        return [at.left, at.top, at.width, at.height]; })()";
    phone.wait_for("document.querySelector('canvas.frames')?.dataset.frame > 0").await?;
    let [left, top, width, height]: [f32; 4] = phone.eval(place).await?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("screen.png");
    let (mut seen, mut shots) = (BTreeSet::new(), Vec::<GrayImage>::new());
    while shots.len() < count {
        let frame: String = phone.eval("document.querySelector('canvas.frames').dataset.frame").await?;
        if !seen.insert(frame) {
            continue;
        }
        phone.screenshot(&path).await?;
        let screen = image::open(&path)?.to_luma8();
        let scale = screen.width() as f32 / phone.eval::<f32>("innerWidth").await?;
        let at = [left, top, width, height].map(|n| (n * scale).round().max(0.0) as u32);
        let view = image::imageops::crop_imm(&screen, at[0], at[1], at[2], at[3]).to_image();
        // A busy WebKit pictures what it drew last, which may be the frame before; a camera would see the next one too.
        if shots.last() != Some(&view) {
            shots.push(view);
        }
    }
    Ok(shots)
}

/// How many frames are wanted at least.
async fn blocks(phone: &Phone) -> Result<usize> {
    let blocks: String = phone.eval("document.querySelector('canvas.frames').dataset.blocks").await?;
    blocks.parse().context("a number of frames")
}

/// As a hand holds a camera: every fifth is missed, the others are tilted, and every third is blurred.
pub fn by_hand(shots: &[GrayImage]) -> Vec<GrayImage> {
    let kept = shots.iter().enumerate().filter(|(n, _)| n % 5 != 4);
    kept.map(|(n, shot)| {
        let turned = [0.0, 4.0, -6.0, 9.0, -3.0, 7.0, -9.0][n % 7];
        let seen = tilted(shot, turned);
        if n % 3 == 0 { image::imageops::blur(&seen, 1.2) } else { seen }
    })
    .collect()
}

/// On a table before the camera, turned by so many degrees.
fn tilted(shot: &GrayImage, turned: f32) -> GrayImage {
    let (sin, cos) = turned.to_radians().sin_cos();
    let (middle, scale) = (SIDE as f32 / 2.0, shot.width() as f32 / LARGE);
    GrayImage::from_fn(SIDE, SIDE, |x, y| {
        let (x, y) = ((x as f32 - middle) * scale, (y as f32 - middle) * scale);
        let at =
            (x * cos + y * sin + shot.width() as f32 / 2.0, y * cos - x * sin + shot.height() as f32 / 2.0);
        let inside =
            (0.0..shot.width() as f32).contains(&at.0) && (0.0..shot.height() as f32).contains(&at.1);
        if inside { *shot.get_pixel(at.0 as u32, at.1 as u32) } else { image::Luma([150]) }
    })
}

/// The same in the dark.
pub fn darkened(seen: &[GrayImage]) -> Vec<GrayImage> {
    let dark = |picture: &GrayImage| {
        let mut picture = picture.clone();
        picture.pixels_mut().for_each(|point| point.0[0] /= 20);
        picture
    };
    seen.iter().map(dark).collect()
}

/// The same with a hand before the lower right of it.
pub fn torn(seen: &[GrayImage]) -> Vec<GrayImage> {
    let tear = |picture: &GrayImage| {
        let mut picture = picture.clone();
        for (x, y, point) in picture.enumerate_pixels_mut() {
            if x + y > SIDE * 11 / 10 {
                point.0[0] = 120;
            }
        }
        picture
    };
    seen.iter().map(tear).collect()
}

/// Writes the film that Chromium's camera shows, over and over: YUV4MPEG2, fifteen pictures a second.
pub fn film(path: &Path, seen: &[GrayImage]) -> Result<()> {
    ensure!(!seen.is_empty(), "a film has pictures");
    let next = path.with_extension("next");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&next)?);
    writeln!(file, "YUV4MPEG2 W{SIDE} H{SIDE} F15:1 Ip A1:1 C420mpeg2")?;
    let colour = vec![128; (SIDE * SIDE / 2) as usize];
    for picture in seen {
        file.write_all(b"FRAME\n")?;
        file.write_all(picture)?;
        file.write_all(&colour)?;
    }
    file.into_inner()?.sync_all()?;
    // At once: the camera may be on.
    Ok(std::fs::rename(next, path)?)
}

/// Writes the same as photos.
pub fn photos(folder: &Path, seen: &[GrayImage]) -> Result<Vec<PathBuf>> {
    let write = |(n, picture): (usize, &GrayImage)| {
        let path = folder.join(format!("photo-{n}.png"));
        picture.save(&path)?;
        Ok(path)
    };
    seen.iter().enumerate().map(write).collect()
}

//! `sim`: squads by seed, in release, on all cores.

use anyhow::Result;

use crate::places::Places;
use crate::run::{command, run};

/// Runs `seeds` seeds from `from` on, or with `mutations` breaks one thing after another and says which seed finds
/// it. Fails where a seed does, or a mutation is not found.
pub fn sim(places: &Places, seeds: u64, from: u64, mutations: bool) -> Result<()> {
    let (seeds, from) = (seeds.to_string(), from.to_string());
    let mut program =
        command("cargo", ["run", "-q", "--release", "-p", "tanomo-sim", "--", "--seeds", &seeds]);
    program.args(["--from", &from]).args(mutations.then_some("--mutations")).current_dir(&places.root);
    run(&mut program)
}

//! Where a home is, as a phone on site measured it; how far apart two are, and in which order to go round.
//!
//! An exact position is an address: it stands on the resident's card, sealed like it, and never in a request.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A measurement that may be further off than this, in metres, is no position of a home.
pub const MOST_OFF: f64 = 100.0;

/// The earth's mean radius in metres (IUGG).
const EARTH: f64 = 6_371_008.8;

/// Units of a degree that are kept: a hundred-thousandth is about a metre.
const UNITS: f64 = 100_000.0;

/// Latitude and longitude (WGS 84), to about a metre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Position {
    /// Hundred-thousandths of a degree north.
    north: i32,
    /// Hundred-thousandths of a degree east.
    east: i32,
}

impl Position {
    /// The position of these degrees; `None` for what is nowhere on earth.
    pub fn new(north: f64, east: f64) -> Option<Self> {
        let on_earth = (-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east);
        // In range, so that the numbers fit; NaN is in no range.
        on_earth.then(|| Self { north: (north * UNITS).round() as i32, east: (east * UNITS).round() as i32 })
    }

    /// Reads `34.88123,136.58456`.
    pub fn parse(text: &str) -> Option<Self> {
        let (north, east) = text.split_once(',')?;
        Self::new(north.trim().parse().ok()?, east.trim().parse().ok()?)
    }

    /// Degrees north and east.
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.north) / UNITS, f64::from(self.east) / UNITS)
    }

    /// Metres to another position along the great circle (haversine formula).
    pub fn metres_to(self, other: Self) -> f64 {
        let ((north, east), (to_north, to_east)) = (self.degrees(), other.degrees());
        let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
        let both = north.to_radians().cos() * to_north.to_radians().cos();
        let h = half(north, to_north) + both * half(east, to_east);
        // Rounding may lead a hair beyond 1 for the other side of the earth.
        2.0 * EARTH * h.clamp(0.0, 1.0).sqrt().asin()
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (north, east) = self.degrees();
        write!(f, "{north:.5},{east:.5}")
    }
}

impl From<Position> for String {
    fn from(position: Position) -> Self {
        position.to_string()
    }
}

impl TryFrom<String> for Position {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("no position")
    }
}

/// One stop of a round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// Its place among the stops that were given.
    pub at: usize,
    /// Metres from the stop before it, or from where the round begins; `None` where either is not known.
    pub metres: Option<f64>,
}

/// The order in which to visit: from where one is to the nearest, from there to the nearest that is left, and so on.
/// Of two equally near the one that was given first; those whose position nobody knows come last, in the order given.
/// Without a beginning it is the first one given whose position is known.
pub fn round(from: Option<Position>, stops: &[Option<Position>]) -> Vec<Stop> {
    let mut left: Vec<(usize, Position)> =
        stops.iter().enumerate().filter_map(|(at, stop)| Some((at, (*stop)?))).collect();
    let mut order = Vec::with_capacity(stops.len());
    let mut here = from;
    while !left.is_empty() {
        let metres = |stop: &(usize, Position)| here.map(|here| here.metres_to(stop.1));
        let near = |a: &&(usize, Position), b: &&(usize, Position)| {
            metres(a).unwrap_or(0.0).total_cmp(&metres(b).unwrap_or(0.0)).then(a.0.cmp(&b.0))
        };
        let Some(next) = left.iter().min_by(near).copied() else { break };
        order.push(Stop { at: next.0, metres: metres(&next) });
        left.retain(|stop| stop.0 != next.0);
        here = Some(next.1);
    }
    let unknown = stops.iter().enumerate().filter(|(_, stop)| stop.is_none());
    order.extend(unknown.map(|(at, _)| Stop { at, metres: None }));
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(north: f64, east: f64) -> Position {
        Position::new(north, east).unwrap()
    }

    #[test]
    fn known_distances_come_out() {
        // Tokyo station to Kameyama station: 318 km by the geodesic; a sphere is off by up to half a percent.
        let (tokyo, kameyama) = (at(35.68124, 139.76712), at(34.85413, 136.45139));
        let far = tokyo.metres_to(kameyama);
        assert!((far - 316_300.0).abs() < 2_500.0, "{far}");
        // One minute of latitude is a nautical mile, as it was first defined.
        let mile = at(34.0, 136.0).metres_to(at(34.0 + 1.0 / 60.0, 136.0));
        assert!((mile - 1852.0).abs() < 5.0, "{mile}");
        // The other side of the earth, across the date line, and nowhere at all.
        assert!((at(90.0, 0.0).metres_to(at(-90.0, 0.0)) - std::f64::consts::PI * EARTH).abs() < 1.0);
        assert!(at(0.0, 179.9999).metres_to(at(0.0, -179.9999)) < 30.0);
        for (north, east) in [(91.0, 0.0), (0.0, 181.0), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert_eq!(Position::new(north, east), None);
        }
    }

    #[test]
    fn a_position_survives_its_text() {
        for position in [at(34.88123, 136.58456), at(-0.00001, -180.0), at(90.0, 180.0)] {
            assert_eq!(Position::parse(&position.to_string()), Some(position));
        }
        for text in ["", "34", "34,136,1", "north,east", "NaN,0", "100,0"] {
            assert_eq!(Position::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_round_goes_to_the_nearest_first_and_leaves_the_unknown_for_the_end() {
        let home = at(34.0, 136.0);
        let stops = [Some(at(34.03, 136.0)), None, Some(at(34.01, 136.0)), Some(at(34.02, 136.0)), None];
        let order: Vec<usize> = round(Some(home), &stops).iter().map(|stop| stop.at).collect();
        assert_eq!(order, [2, 3, 0, 1, 4]);
        let metres: Vec<_> = round(Some(home), &stops).iter().map(|stop| stop.metres.is_some()).collect();
        assert_eq!(metres, [true, true, true, false, false]);
        // Without a beginning the first one that is known, from which nothing is measured.
        let order = round(None, &stops);
        assert_eq!((order[0].at, order[0].metres), (0, None));
        assert_eq!(order[1].at, 3);
        assert_eq!(round(Some(home), &[]), []);
    }

    proptest! {
        #[test]
        fn every_stop_is_visited_once(stops in prop::collection::vec(
            prop::option::of((-90.0..90.0_f64, -180.0..180.0_f64)), 0..15,
        )) {
            let stops: Vec<_> = stops.into_iter().map(|stop| stop.and_then(|(n, e)| Position::new(n, e))).collect();
            let mut order: Vec<usize> = round(None, &stops).iter().map(|stop| stop.at).collect();
            order.sort_unstable();
            prop_assert_eq!(order, (0..stops.len()).collect::<Vec<_>>());
        }

        #[test]
        fn far_is_the_same_both_ways(a in (-90.0..90.0_f64, -180.0..180.0_f64), b in (-90.0..90.0_f64, -180.0..180.0_f64)) {
            let (a, b) = (at(a.0, a.1), at(b.0, b.1));
            prop_assert!((a.metres_to(b) - b.metres_to(a)).abs() < 1e-6);
            prop_assert_eq!(a.metres_to(a), 0.0);
        }
    }
}

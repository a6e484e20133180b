//! The pictures, drawn on a 24 × 24 grid in one stroke width, in the colour of the words beside them.

use crate::view::view;
use leptos::prelude::*;

/// A picture. It always stands beside words, so screen readers skip it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says what is drawn.
pub enum Icon {
    Today,
    Requests,
    People,
    Summary,
    Gear,
    Back,
    Forward,
    Plus,
    Minus,
    Phone,
    Map,
    Check,
    Done,
    Warning,
    Info,
    Search,
    Mic,
    Speaker,
    Weed,
    Prune,
    Garbage,
    Tidy,
    Cleanup,
    Cart,
    Car,
    House,
    Wrench,
    Snow,
    Eye,
    Chat,
    Dots,
    Lock,
    Unlock,
    Sun,
    Share,
    Printer,
    Camera,
    Clock,
    Calendar,
    User,
    Users,
    Yen,
    Undo,
    Close,
    Edit,
    Flag,
    Heart,
    Bag,
    Pin,
    History,
    Download,
    Upload,
    Note,
    Language,
    Letters,
    Play,
    Stop,
    Footprints,
    Offline,
    Hand,
}

impl Icon {
    /// The path data; `.` shapes are dots drawn by round line ends.
    const fn path(self) -> &'static str {
        match self {
            Icon::Today => "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4",
            Icon::Requests => "M5 4h14v16H5zM9 9h6M9 13h6M9 17h3",
            Icon::People | Icon::Users => {
                "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.4a3.5 3.5 0 0 1 0 6.2M18 14.4c2.1.9 3.5 2.9 3.5 5.6"
            }
            Icon::Summary => "M4 20h16M7 20v-6M12 20V5M17 20v-9",
            Icon::Gear => {
                "M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM12 2.8v3M12 18.2v3M2.8 12h3M18.2 12h3M5.5 5.5l2.1 2.1M16.4 16.4l2.1 2.1M18.5 5.5l-2.1 2.1M7.6 16.4l-2.1 2.1"
            }
            Icon::Back => "M14.5 5l-7 7 7 7",
            Icon::Forward => "M9.5 5l7 7-7 7",
            Icon::Plus => "M12 5v14M5 12h14",
            Icon::Minus => "M5 12h14",
            Icon::Phone => {
                "M6.5 3.5h3l1.6 4.3-2.2 1.6a12 12 0 0 0 5.7 5.7l1.6-2.2 4.3 1.6v3a2 2 0 0 1-2.2 2A16.4 16.4 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z"
            }
            Icon::Map => "M9 4L3.5 6v14L9 18l6 2 5.5-2V4L15 6 9 4zM9 4v14M15 6v14",
            Icon::Pin => {
                "M12 21s7-6.3 7-11.5a7 7 0 1 0-14 0C5 14.7 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
            }
            Icon::Check => "M4.5 12.500l5 5 10-11",
            Icon::Done => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.300l2.8 2.8 5.4-6",
            Icon::Warning => "M12 3.500L2.5 20h19L12 3.500zM12 10v4.500M12 17.200v.1",
            Icon::Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.500M12 7.600v.1",
            Icon::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.300L20.5 20.5",
            Icon::Mic => {
                "M12 14.500a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM5.5 11.500a6.5 6.5 0 0 0 13 0M12 18v3M9 21h6"
            }
            Icon::Speaker => {
                "M4 9.500v5h3.500L12 18.500v-13L7.5 9.500zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11"
            }
            Icon::Weed => {
                "M12 21v-9M12 15c-4.5 0-7-2.5-7-7 4.5 0 7 2.5 7 7zM12 12c0-4.5 2.5-7 7-7 0 4.5-2.5 7-7 7zM4 21h16"
            }
            Icon::Prune => {
                "M7 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM17 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.3 15.300L16 4M15.7 15.300L8 4"
            }
            Icon::Garbage => "M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13.500h9l1-13.500M10 11v6M14 11v6",
            Icon::Tidy => "M3.5 8h17v12h-17zM5.5 8l2-4h9l2 4M9.5 12.500h5",
            Icon::Cleanup => "M14 3l-3.5 9M6 12h9.500l2 9H5c1-2.5 1.2-5 1-9zM9.5 17v4M13.5 17v4",
            Icon::Cart => "M2.5 4H5.500l2.5 11h10l2-8H6.200M9.5 19.500v.1M16.5 19.500v.1",
            Icon::Car => "M3 16v-4l2.5-5.500h13L21 12v4zM3 12h18M6.5 16v2.500M17.5 16v2.500M7 14v.1M17 14v.1",
            Icon::House => "M3.5 11.500L12 4l8.5 7.500M6 9.500V20h12V9.500M10 20v-6h4v6",
            Icon::Wrench => {
                "M14 6.500a4.2 4.2 0 0 1 5.5-2.800L17 6.500l.5 2 2 .5 1.8-2.500a4.2 4.2 0 0 1-5.8 4.800L7.5 20a2.4 2.4 0 0 1-3.5-3.500l9.5-7.300a4.2 4.2 0 0 1 .5-2.700z"
            }
            Icon::Snow => {
                "M12 3v18M4.2 7.500l15.6 9M19.8 7.500l-15.6 9M9.5 4.500L12 6.500l2.5-2M9.5 19.500L12 17.500l2.5 2"
            }
            Icon::Eye => {
                "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"
            }
            Icon::Chat => "M4 5h16v11.500h-8.500L7 20.500v-4H4zM8 9.500h8M8 12.500h5",
            Icon::Dots => "M4.6 12h.8M11.6 12h.8M18.6 12h.8",
            Icon::Lock => "M5.5 11h13v9.500h-13zM8 11V8a4 4 0 0 1 8 0v3M12 15v2",
            Icon::Unlock => "M5.5 11h13v9.500h-13zM8 11V7.500a4 4 0 0 1 7.5-2M12 15v2",
            Icon::Sun => {
                "M12 16.500a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M18.7 5.300l-1.4 1.400M6.7 17.300l-1.4 1.4"
            }
            Icon::Share => "M12 15V3.500M8 7l4-3.500L16 7M6 11H4.500v9.500h15V11H18",
            Icon::Printer => "M7 8V3.500h10V8M7 17H3.500V8h17v9H17M7 14h10v6.500H7z",
            Icon::Camera => {
                "M3 7.500h4.500L9 5h6l1.5 2.500H21V19H3zM12 16.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z"
            }
            Icon::Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2.5",
            Icon::Calendar => "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14v.1M12 14v.1M16 14v.1M8 17v.1M12 17v.1",
            Icon::User => {
                "M12 11.500a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.500c0-4 3.3-6.5 7.5-6.500s7.5 2.5 7.5 6.5"
            }
            Icon::Yen => "M6 4l6 8 6-8M12 12v8.500M7 12.500h10M7 16.500h10",
            Icon::Undo => "M8.5 4.500L4 9l4.5 4.500M4 9h10a5.5 5.5 0 0 1 0 11H8",
            Icon::Close => "M6 6l12 12M18 6L6 18",
            Icon::Edit => "M4 20l1-4.500L16 4.500l3.5 3.500L8.5 19zM13.5 7l3.5 3.5",
            Icon::Flag => "M6 21V4M6 4.500h12l-2.5 4 2.5 4H6",
            Icon::Heart => {
                "M12 20.500S3.5 15.5 3.5 9.500A4.5 4.5 0 0 1 12 7.500a4.5 4.5 0 0 1 8.5 2c0 6-8.5 11-8.5 11z"
            }
            Icon::Bag => "M6 8h12l1.5 12.500h-15zM9 8V6.500a3 3 0 0 1 6 0V8",
            Icon::History => "M4 12a8 8 0 1 1 2.5 5.800M4 12l-1.5-2.500M4 12l2.8-1.500M12 8v4.500l3 1.5",
            Icon::Download => "M12 4v11.500M7.5 11l4.5 4.5 4.5-4.500M4.5 20h15",
            Icon::Upload => "M12 15.500V4M7.5 8.500L12 4l4.5 4.500M4.5 20h15",
            Icon::Note => "M5 3.500h10l4 4v13H5zM15 3.500v4h4M8.5 12h7M8.5 16h5",
            Icon::Language => {
                "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18"
            }
            Icon::Letters => "M3 19l5-13 5 13M4.8 15h6.400M14.5 19l3-8 3 8M15.5 16.500h4",
            Icon::Play => "M7.5 4.500v15l12-7.500z",
            Icon::Stop => "M6.5 6.500h11v11h-11z",
            Icon::Footprints => {
                "M8 13.500c-2 0-3-2.5-3-5S6.3 4 8 4s2.8 2 2.8 4.5-1 5-2.8 5zM7 16.500h2.500v2a1.3 1.3 0 0 1-2.5 0zM16 15.500c-1.8 0-2.8-2.5-2.8-5S14.3 6 16 6s3 2 3 4.5-1 5-3 5zM14.5 18.500H17v1.300a1.3 1.3 0 0 1-2.5 0z"
            }
            Icon::Offline => {
                "M3 9a14 14 0 0 1 5-3M12 5c3.5 0 6.7 1.5 9 4M6 13a9 9 0 0 1 4-2.500M15 11.300c1.1.400 2.1 1 3 1.700M9.5 16.500a4 4 0 0 1 5 0M12 20v.1M4 3.500l16 17"
            }
            Icon::Hand => {
                "M7 12V6.500a1.5 1.5 0 0 1 3 0V11M10 10.500v-6a1.5 1.5 0 0 1 3 0v6M13 10.500V5.500a1.5 1.5 0 0 1 3 0V12M16 9.500a1.5 1.5 0 0 1 3 0V15c0 3.5-2.5 6-6 6-3 0-4.5-1.5-6-4l-2.5-4.500a1.5 1.5 0 0 1 2.5-1.500L8.5 13"
            }
        }
    }
}

/// Shows an icon.
#[component]
pub fn Picture(
    /// Which one.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path() />
        </svg>
    }
}

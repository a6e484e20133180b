//! The sheets as a PDF, made on the phone: for the share sheet, and from there a shop's printer. Each page is a picture,
//! so that it looks on paper as it does on the screen, whatever letters the printer has.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref};
use std::sync::Arc;
use tanomo_domain::date::iso;
use wasm_bindgen::JsCast;

use crate::browser::clock::Unavailable;
use crate::browser::drawing::{Drawn, draw};
use crate::browser::{document, files};
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Notice, NoticeKind};
use crate::i18n::{Words, paper as words, t};
use crate::store::{Store, room};
use crate::view::{RwSignal, view};

const KIND: &str = "application/pdf";
/// A4 in points, 1/72 inch each (ISO 216: 210 × 297 mm).
const A4: (f32, f32) = (595.276, 841.89);
/// The picture of a page in pixels: 254 dots an inch.
const PIXELS: (u32, u32) = (2_100, 2_970);

/// How far it is.
#[derive(Clone, PartialEq)]
pub(super) enum Making {
    /// Nobody asked, or the sheets have changed since.
    Not,
    /// So many pages of so many are drawn.
    Drawing(usize, usize),
    /// It is there.
    Made(Arc<Vec<u8>>),
    /// The phone could not.
    Failed,
}

/// The way to a PDF: it is made with one tap and handed over with another, because the share sheet opens only right after
/// a tap.
pub(super) fn offer(
    store: Store,
    making: RwSignal<Making>,
    printed: impl Fn() + Send + Sync + Copy + 'static,
) -> AnyView {
    let wrong = RwSignal::new(false);
    let name = format!("tanomo-{}.pdf", iso(store.today()));
    let can_share = files::can_share_kind(&name, KIND);
    let make = move |_| {
        printed();
        wrong.set(false);
        making.set(Making::Drawing(0, 0));
        spawn_local(async move {
            let made = make(|done, all| making.try_set(Making::Drawing(done, all)).is_none()).await;
            // The sheets have changed meanwhile, or the page was left.
            if matches!(making.try_get_untracked(), Some(Making::Drawing(..))) {
                let _ = making.try_set(made.map_or(Making::Failed, |pdf| Making::Made(Arc::new(pdf))));
            }
        });
    };
    let busy =
        crate::view::Signal::derive(move || making.with(|making| matches!(making, Making::Drawing(..))));
    let hand_over = move |share: bool, name: String, pdf: Arc<Vec<u8>>| {
        spawn_local(async move {
            let given = match share {
                true => files::share(&name, KIND, pdf.as_slice()).await.map(drop),
                false => files::save(&name, KIND, pdf.as_slice()),
            };
            let _ = wrong.try_set(given.is_err());
        });
    };
    let there = move || match making.get() {
        Making::Not => None,
        Making::Drawing(done, all) => {
            let said = words::PDF_MAKING.with("n", done).with("all", all);
            Some(view! { <p class="muted" role="status">{t(said)}</p> })
        }
        Making::Failed => Some(view! { <Notice kind=NoticeKind::Danger words=words::PDF_FAILED /> }),
        Making::Made(pdf) => {
            let (file, shared) = ((name.clone(), pdf.clone()), (name.clone(), pdf));
            Some(view! {
                <Notice kind=NoticeKind::Saved words=words::PDF_MADE />
                <div class="beside">
                    {can_share
                        .then(|| {
                            view! {
                                <Button
                                    label=words::PDF_SHARE
                                    icon=Icon::Share
                                    on_tap=move |_| hand_over(true, shared.0.clone(), shared.1.clone())
                                />
                            }
                        })}
                    <Button
                        label=words::PDF_SAVE
                        icon=Icon::Download
                        on_tap=move |_| hand_over(false, file.0.clone(), file.1.clone())
                    />
                </div>
            })
        }
    };
    let failed = move || wrong.get().then(|| Words::from(words::PDF_FAILED));
    view! {
        <div class="stack">
            <Button label=words::PDF_MAKE icon=Icon::Note kind=ButtonKind::Secondary busy wide=true on_tap=make />
            {there}
            {move || failed().map(|words| view! { <Notice kind=NoticeKind::Danger words /> })}
        </div>
    }
}

/// Draws the sheets that stand on the page, as wide as paper, and binds them; `going_on` hears how far it is and says
/// whether anybody still waits.
async fn make(going_on: impl Fn(usize, usize) -> bool) -> Result<Vec<u8>, Unavailable> {
    let studio = Studio::open()?;
    let sheets: Vec<_> =
        std::iter::successors(studio.0.first_element_child(), web_sys::Element::next_element_sibling)
            .filter_map(|sheet| sheet.first_element_child())
            .collect();
    let mut pages = Vec::new();
    for (n, sheet) in sheets.iter().enumerate() {
        if !going_on(n, sheets.len()) {
            return Err(Unavailable);
        }
        // A frame in between, so that the number of the page is seen.
        room::wait(0).await;
        pages.push(draw(sheet, PIXELS.0, PIXELS.1).await?);
    }
    if pages.is_empty() { Err(Unavailable) } else { Ok(bound(&pages)) }
}

/// A copy of the sheets beside the screen, as wide as paper; it goes when this is dropped.
struct Studio(web_sys::Element);

impl Studio {
    fn open() -> Result<Self, Unavailable> {
        let page = document().ok_or(Unavailable)?;
        let sheets = page.query_selector(".sheets").ok().flatten().ok_or(Unavailable)?;
        let copy: web_sys::Element = sheets
            .clone_node_with_deep(true)
            .ok()
            .and_then(|copy| copy.dyn_into().ok())
            .ok_or(Unavailable)?;
        copy.set_attribute("class", "a4-studio").map_err(|_| Unavailable)?;
        copy.set_attribute("aria-hidden", "true").map_err(|_| Unavailable)?;
        let body = page.body().ok_or(Unavailable)?;
        body.append_child(&copy).map_err(|_| Unavailable)?;
        Ok(Self(copy))
    }
}

impl Drop for Studio {
    fn drop(&mut self) {
        self.0.remove();
    }
}

/// Pages as a PDF 1.7 (ISO 32000-1), each its picture.
fn bound(pages: &[Drawn]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, tree) = (Ref::new(1), Ref::new(2));
    let of = |page: usize, part: i32| Ref::new(3 + 3 * i32::try_from(page).unwrap_or(i32::MAX / 4) + part);
    pdf.catalog(catalog).pages(tree);
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids((0..pages.len()).map(|page| of(page, 0))).count(count);
    for (n, drawn) in pages.iter().enumerate() {
        let [page, picture, content] = [0, 1, 2].map(|part| of(n, part));
        let mut leaf = pdf.page(page);
        leaf.parent(tree).media_box(Rect::new(0.0, 0.0, A4.0, A4.1)).contents(content);
        leaf.resources().x_objects().pair(Name(b"S"), picture);
        leaf.finish();
        let mut image = pdf.image_xobject(picture, &drawn.jpeg);
        image.filter(Filter::DctDecode);
        image.width(i32::try_from(drawn.width).unwrap_or(0)).height(i32::try_from(drawn.height).unwrap_or(0));
        image.color_space().device_rgb();
        image.bits_per_component(8);
        image.finish();
        let mut drawing = Content::new();
        drawing.save_state();
        drawing.transform([A4.0, 0.0, 0.0, A4.1, 0.0, 0.0]);
        drawing.x_object(Name(b"S"));
        drawing.restore_state();
        pdf.stream(content, &drawing.finish());
    }
    pdf.finish()
}

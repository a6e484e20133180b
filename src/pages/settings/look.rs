//! How the screen looks: in force at once, with a piece of the app to judge by.

use crate::view::{RwSignal, Signal, view};
use leptos::prelude::*;

use crate::app::to;
use crate::browser::look::{self, SIZES, Theme};
use crate::components::icon::{Icon, Picture};
use crate::components::{ChipsOne, Choice, PageFrame, RadioCards, Section, Switch};
use crate::i18n::{Lang, common, settings, t};

/// Language, letters and colours.
#[component]
pub fn LookPage() -> impl IntoView {
    let now = look::signal();
    let start = now.get_untracked();
    let lang = RwSignal::new(Some(start.lang()));
    let size = RwSignal::new(Some(start.size));
    let theme = RwSignal::new(Some(start.theme));
    follow(lang, |look, lang: Lang| look.lang = lang.code().to_owned());
    follow(size, |look, size| look.size = size);
    follow(theme, |look, theme| look.theme = theme);
    let languages = [(Lang::Ja, settings::JA), (Lang::Easy, settings::EASY), (Lang::En, settings::EN)];
    let languages = languages.into_iter().map(|(lang, label)| Choice::new(lang, label)).collect();
    let size_choice = |n: &u16| Choice::new(*n, settings::PERCENT.with("n", *n));
    let sizes: Vec<_> = SIZES.iter().map(size_choice).collect();
    let themes = vec![
        Choice::new(Theme::Light, settings::LIGHT),
        Choice::new(Theme::Dark, settings::DARK),
        Choice::new(Theme::Contrast, settings::CONTRAST).hint(settings::CONTRAST_HINT),
    ];
    view! {
        <PageFrame title=settings::LOOK back=to::SETTINGS>
            <Section title=settings::SAMPLE_TITLE>
                <div class="sample row" aria-hidden="true">
                    <Picture icon=Icon::Weed />
                    <span class="row-words">
                        <span class="row-title">{t(settings::SAMPLE_ROW)}</span>
                        <span class="row-line">{t(settings::SAMPLE_LINE)}</span>
                    </span>
                </div>
            </Section>
            <RadioCards label=settings::LANGUAGE options=languages chosen=lang />
            <ChipsOne label=settings::SIZE options=sizes chosen=size keep=true />
            <RadioCards label=settings::COLOURS options=themes chosen=theme />
            <Switch
                label=common::SUN
                hint=settings::SUN_HINT
                on=Signal::derive(move || now.get().sun)
                on_change=|on| look::change(|look| look.sun = on)
            />
            <Switch
                label=settings::SIMPLE
                hint=settings::SIMPLE_HINT
                on=Signal::derive(move || now.get().simple)
                on_change=|on| look::change(|look| look.simple = on)
            />
        </PageFrame>
    }
}

/// Puts a choice into force when it changes, not when the page opens.
fn follow<T: Copy + PartialEq + Send + Sync + 'static>(
    chosen: RwSignal<Option<T>>,
    put: impl Fn(&mut look::Look, T) + 'static,
) {
    Effect::new(move |before: Option<Option<T>>| {
        let now = chosen.get();
        if let Some(value) = now
            && before.is_some_and(|before| before != now)
        {
            look::change(|look| put(look, value));
        }
        now
    });
}

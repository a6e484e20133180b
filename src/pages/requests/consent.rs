//! Asking for consent: the words to read aloud, an answer for each purpose, who gave it and how.

use crate::view::{RwSignal, Show, Signal, view};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use tanomo_domain::command::Asked;
use tanomo_domain::date::{add_days, add_years, iso};
use tanomo_domain::view::{Consent, Given, Purpose};

use super::act::Act;
use crate::browser::speech;
use crate::components::icon::Icon;
use crate::components::{Button, ChipsOne, Choice, DateField, Details, TextField};
use crate::i18n::{Lang, Words, common, lang, lang_untracked, refused, requests as words, says, t};
use crate::store::Store;

/// The version of the app's own words, kept with each consent; raise it when they change.
const WORDS_VERSION: u32 = 1;

/// The form as it is kept while somebody is away from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptConsent {
    answers: Vec<(Purpose, bool)>,
    given: Option<Given>,
    relation: String,
    signed: bool,
    until: String,
    slip: String,
}

impl KeptConsent {
    /// The form that starts from the answers given before; how they were given is asked anew.
    pub fn of(consents: &[(Purpose, Consent)]) -> Self {
        let answers = consents.iter().map(|(purpose, consent)| (*purpose, consent.agreed)).collect();
        Self { answers, ..Self::default() }
    }
}

/// The form's signals.
#[derive(Clone, Copy)]
pub struct ConsentFields {
    answers: [RwSignal<Option<bool>>; 5],
    given: RwSignal<Option<Given>>,
    relation: RwSignal<String>,
    signed: RwSignal<Option<bool>>,
    until: RwSignal<String>,
    slip: RwSignal<String>,
}

impl ConsentFields {
    /// A form that shows this; it holds a year unless said otherwise.
    pub fn new(store: Store, kept: KeptConsent) -> Self {
        let answer = |purpose: Purpose| {
            let found = kept.answers.iter().find(|(known, _)| *known == purpose);
            RwSignal::new(found.map(|(_, agreed)| *agreed))
        };
        let until = match kept.until.is_empty() {
            true => iso(add_days(add_years(store.today(), 1), -1)),
            false => kept.until,
        };
        Self {
            answers: [
                answer(Purpose::Help),
                answer(Purpose::Photos),
                answer(Purpose::Newsletter),
                answer(Purpose::Center),
                answer(Purpose::Emergency),
            ],
            given: RwSignal::new(Some(kept.given.unwrap_or(Given::Self_))),
            relation: RwSignal::new(kept.relation),
            signed: RwSignal::new(Some(kept.signed)),
            until: RwSignal::new(until),
            slip: RwSignal::new(kept.slip),
        }
    }

    /// As it stands now; tracks.
    pub fn kept(self) -> KeptConsent {
        KeptConsent {
            answers: self.answers(),
            given: self.given.get(),
            relation: self.relation.get(),
            signed: self.signed.get() == Some(true),
            until: self.until.get(),
            slip: self.slip.get(),
        }
    }

    /// Whether somebody has answered anything; tracks.
    pub fn asked_at_all(self) -> bool {
        self.answers.iter().any(|answer| answer.with(Option::is_some))
    }

    fn answers(self) -> Vec<(Purpose, bool)> {
        let each = Purpose::ALL.iter().copied().zip(self.answers);
        each.filter_map(|(purpose, answer)| Some((purpose, answer.get()?))).collect()
    }

    /// What is to be written; what is missing is refused at `act`.
    pub fn given(self, act: Act) -> (Vec<(Purpose, bool)>, Asked) {
        let kept = untrack(|| self.kept());
        if !kept.answers.contains(&(Purpose::Help, true)) {
            act.refuse("consent", words::CONSENT_NEEDED);
        }
        let until = act.day("until", &kept.until);
        if kept.until.is_empty() {
            act.refuse("until", refused::EMPTY);
        }
        let asked = Asked {
            words_version: WORDS_VERSION,
            given: kept.given.unwrap_or(Given::Self_),
            relation: kept.relation,
            signed: kept.signed,
            // Refused above where there is none, so that this is never written.
            until: until.unwrap_or_else(|| Store::here().today()),
            slip: kept.slip,
        };
        (kept.answers, asked)
    }
}

/// The words read aloud: the circle's own, or the app's with its name and number.
pub fn consent_words(store: Store) -> Words {
    let circle = store.with(|state| {
        state.circle().map(|circle| (circle.consent_words.clone(), circle.name.clone(), circle.phone.clone()))
    });
    let (own, name, phone) = circle.unwrap_or_default();
    match (own, phone.is_empty()) {
        (Some(own), _) => own.into(),
        (None, false) => words::CONSENT_WORDS.with("circle", name).with("phone", phone),
        (None, true) => words::CONSENT_WORDS_NO_PHONE.with("circle", name),
    }
}

/// A button that reads words aloud, and falls silent at a second tap; absent where the phone has no voice.
#[component]
pub fn ReadAloud(
    /// What is said.
    #[prop(into)]
    text: Signal<Words>,
) -> impl IntoView {
    on_cleanup(speech::stop);
    let tap = move |_| {
        if untrack(speech::speaking) {
            return speech::stop();
        }
        let code = if lang_untracked() == Lang::En { "en-US" } else { "ja-JP" };
        speech::speak(&text.get_untracked().spoken(lang_untracked()), code);
    };
    let label = Words::live(|| if speech::speaking() { common::STOP_READING } else { common::READ_ALOUD });
    speech::available().then(|| view! { <Button label icon=Icon::Speaker on_tap=tap /> })
}

/// Everything that is asked about consent.
#[component]
pub fn ConsentForm(form: ConsentFields, act: Act) -> impl IntoView {
    let store = Store::here();
    let text = Signal::derive(move || consent_words(store));
    let yes_no = || Signal::stored(vec![Choice::new(true, common::YES), Choice::new(false, common::NO)]);
    let purposes = Purpose::ALL.iter().copied().zip(form.answers).map(|(purpose, answer)| {
        let needed = purpose == Purpose::Help;
        let help = if needed { words::CONSENT_MUST } else { words::CONSENT_MAY };
        let error = if needed { act.fault("consent") } else { Signal::stored(None) };
        view! { <ChipsOne label=says::purpose(purpose) help options=yes_no() chosen=answer error /> }
    });
    let purposes = purposes.collect_view();
    let given: Vec<_> = Given::ALL.iter().map(|&given| Choice::new(given, says::given(given))).collect();
    let signed = vec![Choice::new(false, words::SPOKEN), Choice::new(true, words::SIGNED)];
    view! {
        <blockquote class="stack close read-out">
            <p>{move || text.get().view(lang())}</p>
        </blockquote>
        <ReadAloud text />
        {purposes}
        <ChipsOne label=words::GIVEN options=Signal::stored(given) chosen=form.given keep=true />
        <Show when=move || form.given.get() == Some(Given::Family)>
            <TextField label=words::RELATION value=form.relation max=40 error=act.fault("relation") />
        </Show>
        <Details title=words::CONSENT_MORE>
            <ChipsOne label=words::HOW_GIVEN options=Signal::stored(signed.clone()) chosen=form.signed keep=true />
            <DateField label=words::HOLDS_UNTIL value=form.until error=act.fault("until") />
            <TextField label=words::SLIP value=form.slip max=20 error=act.fault("slip") />
        </Details>
        <p class="muted small">{t(words::CONSENT_NOTE)}</p>
    }
}

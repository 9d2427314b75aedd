//! Sharing: the address that opens the same view is copied, or shown to be copied by hand; and so is what a publisher puts
//! into an article.

use leptos::prelude::*;

use crate::app::boot::spawn;
use crate::app::parts::keep;
use crate::app::state::App;
use crate::document::{
    self, ACTION_ATTRIBUTE, Action, COPY_ATTRIBUTE, EmbedChoice, SHARED, Snippet, embed_control,
};
use crate::platform::{self, Event};

/// The part of the page that says what was shared.
const PART: &str = "page-share";

/// What was shared, and what a publisher chose.
#[derive(Clone, Default)]
struct Told {
    address: String,
    is_copied: bool,
    choice: EmbedChoice,
}

/// What is shown, until it is closed.
#[derive(Clone, Copy)]
struct Sharing {
    app: App,
    told: StoredValue<Option<Told>, LocalStorage>,
}

/// Listens to the button, and to what it opens.
pub fn keep_up(app: App) {
    let sharing = Sharing {
        app,
        told: StoredValue::new_local(None),
    };
    let share = platform::on_event("page-tools", "click", move |event| {
        let action = platform::closest_attribute(&event, ACTION_ATTRIBUTE);
        if action.and_then(|word| Action::from_word(&word)) == Some(Action::Share) {
            sharing.share();
        }
    });
    let choose = platform::on_event(PART, "change", move |event| sharing.choose(&event));
    let copy = platform::on_event(PART, "click", move |event| {
        if platform::closest_attribute(&event, COPY_ATTRIBUTE).is_some() {
            sharing.copy_code();
        }
    });
    let close = platform::on_key(PART, move |key| {
        let is_closed = key == "Escape";
        if is_closed {
            sharing.told.set_value(None);
            sharing.show();
            platform::focus_in("page-tools", ACTION_ATTRIBUTE, "share");
        }
        is_closed
    });
    keep().set_value([share, choose, copy, close].into_iter().flatten().collect());
}

impl Sharing {
    /// Copies the address of what is shown; pressed again, takes away what was said of it.
    fn share(self) {
        let address = platform::shared_address();
        let before = self.told.get_value();
        let choice = before.as_ref().map(|told| told.choice).unwrap_or_default();
        if before.is_some_and(|told| told.is_copied && told.address == address) {
            self.told.set_value(None);
            return self.show();
        }
        spawn(async move {
            let is_copied = platform::copy_text(&address).await;
            self.told.set_value(Some(Told {
                address,
                is_copied,
                choice,
            }));
            self.show();
            if !is_copied {
                platform::select_control(PART, SHARED);
            }
        });
    }

    fn choose(self, event: &Event) {
        if let Some((name, value)) = platform::control_value(event) {
            self.told.update_value(|told| {
                if let Some(told) = told {
                    told.choice = told.choice.with(&name, &value);
                }
            });
            self.show();
        }
    }

    fn copy_code(self) {
        let Some(told) = self.told.get_value() else {
            return;
        };
        let code = self.code(told.choice);
        spawn(async move {
            if !platform::copy_text(&code).await {
                platform::select_control(PART, embed_control::CODE);
            }
        });
    }

    fn show(self) {
        let told = self.told.get_value();
        let content = told.and_then(|told| {
            // What only this reader has cannot be in an article.
            let has_code = !self.app.has_own_file();
            untrack(|| {
                self.app.with_document(|input| {
                    let said = document::shared(input, &told.address, told.is_copied);
                    let code = has_code.then(|| {
                        document::embed_choice(input, told.choice, self.code(told.choice))
                    });
                    std::iter::once(said).chain(code).collect()
                })
            })
        });
        platform::fill(PART, content.unwrap_or_default());
    }

    /// What is to be copied into an article.
    fn code(self, choice: EmbedChoice) -> String {
        let fragment = platform::fragment();
        let query = choice.query(fragment.strip_prefix('#').unwrap_or(&fragment));
        let page = platform::address_of(".");
        let page = format!("{page}{query}");
        let title = untrack(|| self.app.with_document(document::title)).unwrap_or_default();
        let script = platform::meta("interface").unwrap_or_default();
        let (root, _) = script.split_once("i18n/").unwrap_or_default();
        choice.code(&Snippet {
            page: &page,
            script: &platform::address_of(&format!("{root}embed.js")),
            poster: &platform::address_of("poster.svg"),
            title: &title,
            heights_px: &document::heights_from(&platform::meta("heights").unwrap_or_default()),
        })
    }
}

//! Buttons above a painted picture: one for each incident in it, with one stop for Tab and arrows between them.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::parts::{click, memo, words};
use super::state::App;
use crate::geo::ScreenRect;
use crate::platform;
use crate::scene::Target;
use crate::view::Intent;

/// A button for each target, named after its incident.
#[component]
pub fn Overlay(
    /// The page.
    app: App,
    /// Where the incidents are.
    targets: Memo<Vec<Target>>,
    /// The key of the message that names the group.
    label: &'static str,
) -> impl IntoView {
    let group = NodeRef::<leptos::html::Ul>::new();
    let focused = RwSignal::new(None::<usize>);
    let stop = memo(move || {
        let targets = targets.get();
        let has =
            |at: Option<usize>| at.filter(|at| targets.iter().any(|target| target.incident == *at));
        has(focused.get())
            .or(has(app.selection.get()))
            .or(targets.first().map(|target| target.incident))
    });
    let rect_of = move |incident: usize| {
        targets.with(|targets| {
            targets
                .iter()
                .find(|target| target.incident == incident)
                .map(|target| target.rect)
        })
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(from) = stop.get_untracked() else {
            return;
        };
        let next = targets.with_untracked(|targets| neighbour(targets, from, &event.key()));
        // An arrow belongs to the marks while one has the focus, even where there is none further on.
        if next.is_some() || event.key().starts_with("Arrow") {
            event.prevent_default();
            event.stop_propagation();
        }
        if let (Some(next), Some(group)) = (next, group.get_untracked()) {
            focused.set(Some(next));
            platform::focus_in(&group, "data-incident-at", &next.to_string());
        }
    };
    let button = move |incident: usize| {
        let rect = move || rect_of(incident).unwrap_or(ScreenRect::new(0.0, 0.0, 0.0, 0.0));
        let name = words(move || incident_name(app, incident));
        let is_selected = move || app.selection.get() == Some(incident);
        view! {
            <li>
                <button
                    type="button"
                    class="target"
                    data-incident-at=incident.to_string()
                    aria-label=name
                    aria-pressed=words(move || is_selected().to_string())
                    tabindex=words(move || if stop.get() == Some(incident) { "0".into() } else { "-1".into() })
                    style:transform=words(move || {
                        let rect = rect();
                        format!("translate({}px, {}px)", rect.left_px, rect.top_px)
                    })
                    style:width=words(move || format!("{}px", rect().width_px))
                    style:height=words(move || format!("{}px", rect().height_px))
                    on:focus=move |_| focused.set(Some(incident))
                    on:click=click(move || app.dispatch(Intent::Select(Some(incident))))
                ></button>
            </li>
        }
    };
    let incidents =
        memo(move || targets.with(|t| t.iter().map(|target| target.incident).collect::<Vec<_>>()));
    view! {
        <ul class="overlay" node_ref=group aria-label=app.label(label) on:keydown=on_key>
            <For each=move || incidents.get() key=|incident| *incident children=button/>
        </ul>
    }
}

/// "Operation: Bridge closed to lorries, North Bridge"
fn incident_name(app: App, position: usize) -> String {
    let name = app.with_document(|input| {
        let incident = input.dataset.incident(position)?;
        let values = [
            ("kind", crate::document::kind_name(input, incident.kind)),
            ("title", input.locale.pick(&incident.title).to_owned()),
            ("place", input.locale.pick(&incident.place.name).to_owned()),
        ];
        let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
        Some(input.locale.fill("mark-label", &values))
    });
    name.flatten().unwrap_or_default()
}

/// The nearest target in the direction of an arrow key, or the first or last by Home and End.
fn neighbour(targets: &[Target], from: usize, key: &str) -> Option<usize> {
    let at = targets
        .iter()
        .find(|target| target.incident == from)?
        .rect
        .center();
    let (dx, dy) = match key {
        "ArrowRight" => (1.0, 0.0),
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowDown" => (0.0, 1.0),
        "ArrowUp" => (0.0, -1.0),
        "Home" => return targets.first().map(|target| target.incident),
        "End" => return targets.last().map(|target| target.incident),
        _ => return None,
    };
    let cost = |target: &Target| {
        let to = target.rect.center();
        let (x, y) = (to.x_px - at.x_px, to.y_px - at.y_px);
        let along = x * dx + y * dy;
        let across = (x * dy - y * dx).abs();
        (along > 1.0).then_some(along + 2.0 * across)
    };
    let others = targets.iter().filter(|target| target.incident != from);
    let best = others.filter_map(|target| Some((cost(target)?, target.incident)));
    best.min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, incident)| incident)
}

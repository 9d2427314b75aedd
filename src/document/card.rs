//! The card of an incident: everything that is published about it.

use super::about::outward_link;
use super::figure::{according_to, figures};
use super::{DocumentInput, Element, mark_class};
use crate::story::{Account, Article, Connection, Incident, Kind, PlacePrecision};
use crate::view::Fragment;

/// The HTML id of an incident's card.
pub fn card_id(incident: &Incident) -> String {
    format!("incident-{}", incident.id)
}

/// The card of an incident.
pub(super) fn card(input: &DocumentInput, position: usize) -> Option<Element> {
    let incident = input.dataset.incident(position)?;
    let id = card_id(incident);
    let heading_id = format!("{id}-title");
    let title = input
        .text("a", &incident.title)
        .attribute("href", link_to(incident))
        .attribute("data-select", incident.id.clone());
    let mut card = Element::new("article")
        .class("card")
        .attribute("id", id)
        .attribute("data-incident", incident.id.clone())
        .attribute("aria-labelledby", heading_id.clone())
        .child(kicker(input, incident))
        .child(Element::new("h3").attribute("id", heading_id).child(title))
        .child(whereabouts(input, incident));
    if !incident.summary.is_empty() {
        card = card.child(input.text("p", &incident.summary).class("card-summary"));
    }
    if !incident.figures.is_empty() {
        card = card.child(figures(input, &incident.figures));
    }
    if !incident.accounts.is_empty() {
        card = card.child(accounts(input, &incident.accounts));
    }
    // Cards are few, so a look at all connections for each is no burden.
    let connections: Vec<Element> = input
        .dataset
        .connections_of(position)
        .filter_map(|connection| connection_line(input, connection, position))
        .collect();
    if !connections.is_empty() {
        card = card.child(
            Element::new("ul")
                .class("card-connections")
                .children(connections),
        );
    }
    if !incident.corrections.is_empty() {
        card = card.child(corrections(input, incident));
    }
    Some(card.child(sources(input, incident)))
}

/// A link that selects an incident.
pub(super) fn select_link(link: Element, incident: &Incident) -> Element {
    link.attribute("href", link_to(incident))
        .attribute("data-select", incident.id.clone())
}

/// The address that selects an incident.
fn link_to(incident: &Incident) -> String {
    let fragment = Fragment {
        selection: Some(incident.id.clone()),
        ..Fragment::default()
    };
    format!("#{}", fragment.to_text())
}

/// "Operation · Reported"
fn kicker(input: &DocumentInput, incident: &Incident) -> Element {
    let status = format!("status-{}", incident.status.as_str());
    let status_class = format!("status status-{}", incident.status.as_str());
    let mut line = Element::new("p")
        .class("card-kicker")
        .child(
            Element::new("span")
                .class(mark_class(input, incident.kind))
                .attribute("aria-hidden", "true"),
        )
        .child(
            Element::new("span")
                .class("card-kind")
                .text(input.kind(incident.kind)),
        )
        .text(" · ")
        .child(input.message("span", &status).class(status_class));
    if incident.kind == Kind::Lead {
        line = line.child(input.message("small", "kind-lead-note"));
    }
    line
}

/// Place, region, precision, date and phase.
fn whereabouts(input: &DocumentInput, incident: &Incident) -> Element {
    let locale = input.locale;
    let place = locale.pick(&incident.place.name);
    let code = incident.place.region.as_deref();
    // A code says something where nothing else does.
    let region = code.and_then(|code| match input.index.area(code) {
        Some(area) => Some(locale.pick(&area.name).to_owned()),
        None => place.is_empty().then(|| code.to_owned()),
    });
    let mut list = Element::new("ul").class("card-facts");
    let names: Vec<&str> = [Some(place), region.as_deref()]
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty())
        .collect();
    let is_same = matches!(names.as_slice(), [place, region] if place.eq_ignore_ascii_case(region));
    let names = if is_same {
        place.to_owned()
    } else {
        names.join(", ")
    };
    if !names.is_empty() {
        list = list.child(Element::new("li").class("card-place").text(names));
    }
    let note = match incident.place.precision {
        PlacePrecision::District => Some("place-district-note"),
        PlacePrecision::Region => Some("place-area-note"),
        PlacePrecision::Country => Some("place-country-note"),
        PlacePrecision::Approximate => Some("place-approximate-note"),
        _ => None,
    };
    if let Some(note) = note {
        list = list.child(input.message("li", note).class("card-precision"));
    }
    list = list.child(
        Element::new("li")
            .class("card-when")
            .text(incident.when_text(locale)),
    );
    if let Some(phase) = incident
        .phase
        .and_then(|at| input.dataset.story.phases.get(at))
    {
        list = list.child(input.text("li", &phase.label).class("card-phase"));
    }
    list
}

fn accounts(input: &DocumentInput, accounts: &[Account]) -> Element {
    let mut section = section(input, "card-accounts", "accounts-label");
    for account in accounts {
        let versions = account.versions.iter().map(|version| {
            let line = Element::new("li").child(input.text("q", &version.text));
            credited(input, line, &version.articles)
        });
        section = section
            .child(input.text("p", &account.topic))
            .child(Element::new("ul").children(versions));
    }
    section
}

/// The connection as seen from the incident at `position`.
fn connection_line(
    input: &DocumentInput,
    connection: &Connection,
    position: usize,
) -> Option<Element> {
    let starts_here = connection.from == position;
    let other = if starts_here {
        connection.to
    } else {
        connection.from
    };
    let other = input.dataset.incident(other)?;
    let name = match other.place.name.is_empty() {
        true => input.locale.pick(&other.title),
        false => input.locale.pick(&other.place.name),
    };
    let key = if starts_here {
        "connection-to"
    } else {
        "connection-from"
    };
    let words = input.locale.fill(key, &[("place", name)]);
    let link = select_link(Element::new("a"), other).text(words);
    let line = Element::new("li").class("connection").child(link);
    let line = match connection.label.is_empty() {
        true => line,
        false => line.text(" ").child(input.text("small", &connection.label)),
    };
    Some(credited(input, line, &connection.articles))
}

/// A statement with who makes it.
fn credited(input: &DocumentInput, line: Element, articles: &[usize]) -> Element {
    match according_to(input, articles) {
        Some(sources) => line.text(" ").child(Element::new("small").text(sources)),
        None => line,
    }
}

/// A part of a card with a heading.
fn section(input: &DocumentInput, class: &'static str, heading: &'static str) -> Element {
    Element::new("div")
        .class(class)
        .child(input.message("h4", heading))
}

fn corrections(input: &DocumentInput, incident: &Incident) -> Element {
    let lines = incident.corrections.iter().map(|correction| {
        let line = Element::new("li");
        let line = match &correction.date {
            Some(date) => line
                .child(Element::new("time").text(date.clone()))
                .text(" "),
            None => line,
        };
        line.child(input.text("span", &correction.text))
    });
    section(input, "card-corrections", "corrections-label")
        .child(Element::new("ul").children(lines))
}

fn sources(input: &DocumentInput, incident: &Incident) -> Element {
    let articles = incident
        .articles
        .iter()
        .filter_map(|at| input.dataset.story.articles.get(*at));
    let mut lines: Vec<Element> = articles
        .map(|article| article_link(input, article))
        .collect();
    if !incident.source.is_empty() {
        let (_, source) = incident.source.in_language(&input.locale.tag);
        let words = input.locale.fill("source-reported", &[("source", source)]);
        lines.push(outward_link("", &words));
    }
    if let Some(link) = &incident.link {
        let words = input
            .locale
            .fill("source-record", &[("host", host_of(link))]);
        lines.push(outward_link(link, &words));
    }
    if lines.is_empty() {
        lines.push(input.message("span", "source-unstated"));
    }
    let lines = lines.into_iter().map(|line| Element::new("li").child(line));
    section(input, "card-sources", "sources-label").child(Element::new("ul").children(lines))
}

/// The host of a web address, as its text says who is linked to.
fn host_of(link: &str) -> &str {
    // By characters: the search for longer texts is half a kilobyte of the first view, and nothing else there needs it.
    let rest = link.split_once(':').map_or(link, |(_, rest)| rest);
    let rest = rest.trim_start_matches('/');
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = rest.get(..end).unwrap_or(rest);
    let name = authority.bytes().rposition(|byte| byte == b'@');
    authority
        .get(name.map_or(0, |at| at + 1)..)
        .unwrap_or(authority)
}

/// A link to an article, named by publisher and title; plain text where it has no address.
pub(super) fn article_link(input: &DocumentInput, article: &Article) -> Element {
    let publisher = article.publisher.as_str();
    let (language, title) = article.title.in_language(&input.locale.tag);
    let words = match title.is_empty() {
        true => input
            .locale
            .fill("source-link-untitled", &[("publisher", publisher)]),
        false => input
            .locale
            .fill("source-link", &[("publisher", publisher), ("title", title)]),
    };
    let Some(url) = &article.url else {
        return Element::new("span").text(words);
    };
    let link = outward_link(url, &words);
    let written_in = article.language.as_deref().unwrap_or(language);
    match written_in.is_empty() {
        true => link,
        false => link.attribute("hreflang", written_in),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_tells_whom_it_leads_to() {
        for (link, host) in [
            ("https://example.org/2023/05", "example.org"),
            ("http://example.org", "example.org"),
            ("https://example.org?at=a@b", "example.org"),
            ("https://known.org@example.org/", "example.org"),
            ("https://a@known.org@example.org:8080#x", "example.org:8080"),
        ] {
            assert_eq!(host_of(link), host, "{link}");
        }
    }
}

//! The sequence axis: phases in their reported order. Position means order, never a date.

use super::chart::{MARGIN_PX, MOST_CHIPS, flow, kept_of, note, text};
use super::text::wrapped;
use super::timeline::{Layout, TimelineInput};
use super::{Anchor, Fill, Ink, Item, Segment, Stroke, Target, TextItem, TextStyle};
use crate::geo::ScreenPoint;
use crate::order::sorted_by_key;

/// Columns narrower than this become rows.
const LEAST_COLUMN_PX: f64 = 165.0;
/// The most stages that are drawn.
const MOST_STAGES: usize = 100;
const NODE_PX: f64 = 10.0;
const LINE_PX: f64 = 17.0;
/// Lines of the note of a stage without incidents; enough for a sentence in a narrow column.
const MOST_NOTE_LINES: usize = 6;
const GAP_PX: f64 = 14.0;

/// A place in the order: the phases of one rank and their incidents.
struct Stage {
    heading: String,
    note: String,
    incidents: Vec<usize>,
    is_ranked: bool,
}

/// Lays out the stages as columns, or as rows where columns would be too narrow.
pub(super) fn layout(input: &TimelineInput) -> Layout {
    let stages = stages(input);
    if input.look.is_thin {
        return thin(input, &stages);
    }
    let columns = stages.len().max(1) as f64;
    let column_px = (input.width_px - 2.0 * MARGIN_PX) / columns;
    let (items, targets, height_px) = match column_px >= LEAST_COLUMN_PX {
        true => as_columns(input, &stages, column_px),
        false => as_rows(input, &stages),
    };
    let unplaced = stages.iter().filter(|stage| !stage.is_ranked);
    let unplaced: Vec<usize> = unplaced.flat_map(|stage| stage.incidents.clone()).collect();
    let kept = kept_of(input, &unplaced).len();
    Layout {
        items,
        targets,
        // The picture has a margin already, which all have in the end.
        height_px: height_px - MARGIN_PX,
        undated: kept,
        is_listed: kept <= MOST_CHIPS,
        ..Layout::default()
    }
}

/// The stages as a row of numbers, each with how many there are.
fn thin(input: &TimelineInput, stages: &[Stage]) -> Layout {
    let mut items = Vec::new();
    let axis_y = NODE_PX + 8.0;
    let step_px = (input.width_px - 2.0 * MARGIN_PX) / stages.len().max(1) as f64;
    let mut last: Option<ScreenPoint> = None;
    for (column, stage) in stages.iter().enumerate() {
        let at = ScreenPoint::new(MARGIN_PX + column as f64 * step_px + NODE_PX, axis_y);
        let count = kept_of(input, &stage.incidents).len();
        let count = input.locale.format.number(count as f64);
        if stage.is_ranked {
            node(column + 1, at, &mut items);
        }
        let words_px = input.measure.width_px(&count, TextStyle::Note);
        if let Some(last) = last {
            let from = ScreenPoint::new(last.x_px, axis_y);
            let to = ScreenPoint::new(at.x_px - NODE_PX - 4.0, axis_y);
            connector(from, to, stage.is_ranked, &mut items);
        }
        let left_px = at.x_px + NODE_PX + 4.0;
        items.push(text(
            &count,
            left_px,
            axis_y + 4.2,
            TextStyle::Note,
            Ink::Muted,
        ));
        last = Some(ScreenPoint::new(left_px + words_px + 4.0, axis_y));
    }
    Layout {
        items,
        height_px: axis_y + NODE_PX + 8.0,
        ..Layout::default()
    }
}

/// The stages in order; incidents that belong to none come last, where no rank is claimed for them.
fn stages(input: &TimelineInput) -> Vec<Stage> {
    let phases = &input.dataset.story.phases;
    let (by_phase, unplaced) = input.dataset.by_phase();
    let mut stages: Vec<Stage> = Vec::new();
    let mut incidents = by_phase.into_iter();
    for members in phases.chunk_by(|a, b| a.rank == b.rank).take(MOST_STAGES) {
        let words = |text: fn(&crate::story::Phase) -> &crate::locale::LocalizedText| {
            let words: Vec<&str> = members
                .iter()
                .map(|phase| input.locale.pick(text(phase)))
                .filter(|words| !words.is_empty())
                .collect();
            words.join(" · ")
        };
        stages.push(Stage {
            heading: words(|phase| &phase.label),
            note: words(|phase| &phase.note),
            incidents: ascending_positions(incidents.by_ref().take(members.len())),
            is_ranked: true,
        });
    }
    if !unplaced.is_empty() {
        let shown = kept_of(input, &unplaced).len();
        let heading = input.locale.count("undated", shown);
        stages.push(Stage {
            heading,
            note: String::new(),
            incidents: unplaced,
            is_ranked: false,
        });
    }
    stages
}

/// The incidents of several phases in the order of the data.
fn ascending_positions(phases: impl Iterator<Item = Vec<usize>>) -> Vec<usize> {
    sorted_by_key(phases.flatten().collect(), |position| *position as f64)
}

fn as_columns(
    input: &TimelineInput,
    stages: &[Stage],
    column_px: f64,
) -> (Vec<Item>, Vec<Target>, f64) {
    let (mut items, mut targets) = (Vec::new(), Vec::new());
    let axis_y = MARGIN_PX + NODE_PX;
    let text_px = column_px - GAP_PX;
    let headings: Vec<Vec<String>> = stages
        .iter()
        .map(|stage| {
            wrapped(
                &stage.heading,
                TextStyle::Heading,
                text_px,
                2,
                input.measure,
            )
        })
        .collect();
    let heading_lines = headings.iter().map(Vec::len).max().unwrap_or(0) as f64;
    let heading_y = axis_y + NODE_PX + LINE_PX;
    let chips_y = heading_y + (heading_lines - 1.0).max(0.0) * LINE_PX + 6.0;
    let left = |column: usize| MARGIN_PX + column as f64 * column_px;
    let mut bottom = chips_y;
    for (column, (stage, heading)) in stages.iter().zip(&headings).enumerate() {
        let x = left(column);
        if column + 1 < stages.len() {
            let next_is_ranked = stages.get(column + 1).is_some_and(|next| next.is_ranked);
            let from = ScreenPoint::new(x + 2.0 * NODE_PX + 5.0, axis_y);
            let to = ScreenPoint::new(left(column + 1) - 5.0, axis_y);
            connector(from, to, next_is_ranked, &mut items);
        }
        if stage.is_ranked {
            node(
                column + 1,
                ScreenPoint::new(x + NODE_PX, axis_y),
                &mut items,
            );
        }
        for (line, words) in heading.iter().enumerate() {
            let y = heading_y + line as f64 * LINE_PX;
            items.push(text(words, x, y, TextStyle::Heading, Ink::Text));
        }
        let used = match stage.incidents.is_empty() {
            true => note_lines(
                input,
                stage,
                ScreenPoint::new(x, chips_y),
                text_px,
                &mut items,
            ),
            false => {
                let at = ScreenPoint::new(x - 4.0, chips_y);
                flow(
                    input,
                    &stage.incidents,
                    at,
                    text_px + 8.0,
                    true,
                    (&mut items, &mut targets),
                )
            }
        };
        bottom = bottom.max(chips_y + used);
    }
    (items, targets, bottom + MARGIN_PX)
}

fn as_rows(input: &TimelineInput, stages: &[Stage]) -> (Vec<Item>, Vec<Target>, f64) {
    let (mut items, mut targets) = (Vec::new(), Vec::new());
    let text_x = MARGIN_PX + 2.0 * NODE_PX + 10.0;
    let text_px = input.width_px - text_x - MARGIN_PX;
    let mut y = MARGIN_PX;
    let mut last_node: Option<ScreenPoint> = None;
    for (row, stage) in stages.iter().enumerate() {
        let node_at = ScreenPoint::new(MARGIN_PX + NODE_PX, y + NODE_PX);
        if let Some(last) = last_node {
            let from = ScreenPoint::new(last.x_px, last.y_px + NODE_PX + 4.0);
            let to = ScreenPoint::new(node_at.x_px, node_at.y_px - NODE_PX - 4.0);
            connector(from, to, stage.is_ranked, &mut items);
        }
        if stage.is_ranked {
            node(row + 1, node_at, &mut items);
            last_node = Some(node_at);
        } else {
            last_node = None;
        }
        for words in wrapped(
            &stage.heading,
            TextStyle::Heading,
            text_px,
            2,
            input.measure,
        ) {
            items.push(text(
                &words,
                text_x,
                y + NODE_PX + 4.5,
                TextStyle::Heading,
                Ink::Text,
            ));
            y += LINE_PX;
        }
        y += 5.0;
        let at = ScreenPoint::new(text_x - 6.0, y);
        y += match stage.incidents.is_empty() {
            true => note_lines(
                input,
                stage,
                ScreenPoint::new(text_x, y),
                text_px,
                &mut items,
            ),
            false => flow(
                input,
                &stage.incidents,
                at,
                text_px + 6.0,
                true,
                (&mut items, &mut targets),
            ),
        };
        y += 8.0;
    }
    (items, targets, y - 8.0 + MARGIN_PX)
}

/// The note of a stage without incidents, which otherwise would stand empty.
fn note_lines(
    input: &TimelineInput,
    stage: &Stage,
    at: ScreenPoint,
    width_px: f64,
    items: &mut Vec<Item>,
) -> f64 {
    let lines = wrapped(
        &stage.note,
        TextStyle::Note,
        width_px,
        MOST_NOTE_LINES,
        input.measure,
    );
    for (number, words) in lines.iter().enumerate() {
        let y = at.y_px + 12.0 + number as f64 * (LINE_PX - 1.0);
        items.push(text(words, at.x_px, y, TextStyle::Note, Ink::Muted));
    }
    lines.len() as f64 * (LINE_PX - 1.0)
}

/// A numbered disc on the axis.
fn node(number: usize, at: ScreenPoint, items: &mut Vec<Item>) {
    items.push(Item::Path {
        segments: vec![Segment::Circle(at, NODE_PX)],
        fill: Some(Fill::solid(Ink::Surface)),
        stroke: Some(Stroke::solid(Ink::Muted, 1.5)),
    });
    let at = ScreenPoint::new(at.x_px, at.y_px + 4.2);
    items.push(Item::Text(TextItem {
        ink: Ink::Text,
        ..note(number.to_string(), at, Anchor::Middle)
    }));
}

/// A line from stage to stage; dotted where no order is claimed.
fn connector(from: ScreenPoint, to: ScreenPoint, is_ordered: bool, items: &mut Vec<Item>) {
    let dash_px = (!is_ordered).then_some([2.0, 4.0]);
    items.push(Item::line(
        from,
        to,
        Stroke {
            dash_px,
            ..Stroke::solid(Ink::Line, 1.5)
        },
    ));
    if !is_ordered {
        return;
    }
    let horizontal = (to.y_px - from.y_px).abs() < 1.0;
    let corner = |side: f64| match horizontal {
        true => ScreenPoint::new(to.x_px - 6.0, to.y_px + side * 4.0),
        false => ScreenPoint::new(to.x_px + side * 4.0, to.y_px - 6.0),
    };
    items.push(Item::Path {
        segments: vec![
            Segment::MoveTo(corner(-1.0)),
            Segment::LineTo(to),
            Segment::LineTo(corner(1.0)),
        ],
        fill: None,
        stroke: Some(Stroke::solid(Ink::Line, 1.5)),
    });
}

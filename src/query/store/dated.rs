//! The dates of very many incidents, as they are counted on an axis.

use super::{Criteria, Minute, Store};
use crate::time::{Dated, Dates, Moment, MomentSpan, When};

/// The dates of those records that are counted.
pub struct StoreDates<'a> {
    /// All of them.
    pub store: &'a Store,
    /// Which are counted.
    pub criteria: &'a Criteria,
    /// What each kind is counted as, by its place.
    pub classes: &'a [usize],
    /// The lane of each record, in the order of the store; without, all are in one.
    pub lanes: Option<&'a [u16]>,
}

impl Dates for StoreDates<'_> {
    fn for_each(&self, see: &mut dyn FnMut(Dated)) {
        let columns = self.store.columns();
        self.store.for_each(self.criteria, |seen| {
            let (from, to) = (columns.earliest.get(seen.at), columns.latest.get(seen.at));
            let (Some(from), Some(to)) = (from, to) else {
                return;
            };
            if seen.at >= self.store.dated() {
                return;
            }
            let class = self.classes.get(usize::from(seen.kind)).copied();
            let lane = self.lanes.and_then(|lanes| lanes.get(seen.at)).copied();
            see(Dated {
                span: Minute::moments((Minute(*from), Minute(*to))),
                class: class.unwrap_or(usize::MAX),
                lane: lane.map_or(0, usize::from),
                count: 1,
            });
        });
    }
}

impl Minute {
    /// The first and the last minute that a date may touch, where it has a place on a calendar.
    pub fn of_date(when: &When) -> Option<(Self, Self)> {
        when.moments().map(Self::span_of)
    }

    /// The first and the last minute of a span.
    pub fn span_of(span: MomentSpan) -> (Self, Self) {
        let within = |moment: Moment| Self::within(moment.day(), i64::from(moment.minute_of_day()));
        let last = span.to.map(|to| within(Moment(to.0 - 1)));
        (
            span.from.map_or(Self::OPEN_PAST, within),
            last.unwrap_or(Self::OPEN_FUTURE),
        )
    }

    /// The same minutes on an axis.
    pub fn moments((earliest, latest): (Self, Self)) -> MomentSpan {
        let from = (earliest != Self::OPEN_PAST).then_some(earliest);
        let to = (latest != Self::OPEN_FUTURE).then_some(latest);
        MomentSpan {
            from: from.map(|at| Moment(at.0.into())),
            to: to.map(|at| Moment(i64::from(at.0) + 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::TimeWindow;
    use super::super::tests::{criteria_of, naive, records, store_of, window};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_time_of_day_is_kept() {
        for edtf in [
            "2023-05-14T10:30:00Z",
            "2023-05-14",
            "2023-05/..",
            "../2023",
        ] {
            let when = When::parse(edtf).unwrap();
            let minutes = Minute::of_date(&when).unwrap();
            assert_eq!(Minute::moments(minutes), when.moments().unwrap(), "{edtf}");
        }
        assert_eq!(Minute::of_date(&When::parse("XXXX-05").unwrap()), None);
    }

    #[test]
    fn columns_and_story_agree_on_what_a_window_holds() {
        let dates = [
            "2023-05-14",
            "2023-05-14T06:05:59Z",
            "2023-05",
            "2023/..",
            "../2023-05-14",
            "2023-05-14/2023-05-15",
        ];
        let windows = [
            "2023-05-14T06:05/2023-05-14T06:06",
            "2023-05-14T06:00/2023-05-14T06:05",
            "2023-05-14T06:06/..",
            "../2023-05-14T06:05",
            "2023-05-14/2023-05-14",
            "2023-05-14T12:00/2023-06-01",
        ];
        for date in dates {
            let date = When::parse(date).unwrap();
            let (span, minutes) = (date.moments().unwrap(), Minute::of_date(&date).unwrap());
            for window in windows {
                let of_story = MomentSpan::parse(window).unwrap();
                let of_columns = TimeWindow::from(of_story);
                let found = (
                    of_columns.may_hold(minutes),
                    of_columns.surely_holds(minutes),
                );
                let expected = (of_story.may_hold(span), of_story.surely_holds(span));
                assert_eq!(found, expected, "{date:?} in {window}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn dates_are_those_of_a_naive_count(
            records in records(),
            window in window(),
            hidden in prop::collection::vec(0..12_u16, 0..4),
        ) {
            let store = store_of(&records);
            let criteria = criteria_of(&store, window, &hidden);
            let classes: Vec<usize> = (0..12).map(|kind| kind % 5).collect();
            let lanes = store.columns().region.clone();
            let dates = StoreDates { store: &store, criteria: &criteria, classes: &classes, lanes: Some(&lanes) };
            let mut found = Vec::new();
            dates.for_each(&mut |dated| {
                let ends = [dated.span.from, dated.span.to].map(|end| end.map(|at| at.0));
                found.push((ends, dated.class, dated.lane, dated.count));
            });
            let mut expected = Vec::new();
            for (record, _) in naive(&records, window, &hidden) {
                if let Some(span) = record.span {
                    let span = Minute::moments(span);
                    let ends = [span.from, span.to].map(|end| end.map(|at| at.0));
                    expected.push((ends, usize::from(record.kind) % 5, usize::from(record.region), 1));
                }
            }
            found.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}

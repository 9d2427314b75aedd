//! Time as the sources give it: a date may be a day, a month, an open interval or a month of no stated
//! year, and it stays exactly that.
//!
//! Dates are written in EDTF (Extended Date/Time Format, ISO 8601-2:2019 Annex A).
//! Nothing here reads a clock.

mod bins;
mod brush;
mod day;
mod edtf;
mod histogram;
mod moment;
mod scale;
mod ticks;
mod when;
mod zoom;

pub use bins::{BinPlace, Bins, Dated, Dates, shortest_minutes};
pub use brush::{Brush, Preset, Stepped, WindowEnd, WindowMode, WindowStep};
pub use day::{CivilDate, Day};
pub use histogram::Histogram;
pub use moment::{DAY_MINUTES, Moment, MomentSpan, ROUND_MINUTES};
pub use scale::{TimeGap, TimeScale};
pub use ticks::{CalendarStep, CalendarUnit, Tick};
pub use when::{Certainty, DateParts, DaySpan, When, WhenError, WhenForm};
pub use zoom::{least_minutes, panned, round_minutes, zoomed};

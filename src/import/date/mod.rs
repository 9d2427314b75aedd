//! Dates as people write them, to EDTF.
use serde_json::Value;
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}
#[derive(Clone, Copy, Debug, Default)]
pub struct DateOptions {
    pub day_order: Option<DayOrder>,
    pub utc_offset_minutes: i32,
}
#[derive(Default)]
pub struct DateColumn;
impl DateColumn {
    pub fn new() -> Self {
        Self
    }
    pub fn add(&mut self, _value: &Value) {}
    pub fn share_of_dates(&self) -> (usize, usize) {
        (0, 0)
    }
    pub fn plan(&self, _options: &DateOptions) -> DatePlan {
        DatePlan
    }
}
#[derive(Clone)]
pub struct DatePlan;
impl DatePlan {
    pub fn read(&self, _value: &Value) -> Option<DateRead> {
        None
    }
    pub fn form(&self) -> &'static str {
        ""
    }
    pub fn is_ambiguous(&self) -> bool {
        false
    }
}
pub struct DateRead {
    pub edtf: Option<String>,
    pub problem: Option<DateProblem>,
}
pub enum DateProblem {
    NotADate,
    Impossible,
    Ambiguous,
    Contradictory,
}
pub fn with_time_of_day(_edtf: &str, _time: &Value) -> Option<String> {
    None
}
pub fn interval(start: Option<&str>, _end: Option<&str>) -> (Option<String>, bool) {
    (start.map(str::to_owned), false)
}
pub fn to_month(edtf: &str) -> String {
    edtf.to_owned()
}
pub fn to_year(edtf: &str) -> String {
    edtf.to_owned()
}
pub fn about(edtf: &str) -> String {
    edtf.to_owned()
}

//! The figure that marks are sized by, where the publisher names a field for that.

use serde_json::{Map, Value, json};

use super::feature::{Reading, text_of};
use super::log::Fault;
use super::plan::Plan;
use crate::report::{Effect, Expected, Problem, Target};

/// Adds the figure to the properties of a record; its label is the name of the field.
pub(super) fn add_size(plan: &Plan, reading: &mut Reading, properties: &mut Map<String, Value>) {
    let value = plan.value(reading.feature, Target::Size);
    let (Some(value), Some(field)) = (value, plan.field(Target::Size)) else {
        return;
    };
    let Some(number) = quantity(value) else {
        let found = text_of(value).unwrap_or_else(|| value.to_string());
        let fault = Fault::new(Problem::WrongType, field, &found, Effect::Kept);
        let expected = Expected::Message("type-number".into());
        reading.fault(Fault { expected, ..fault });
        return;
    };
    let figures = properties.entry("figures").or_insert_with(|| json!([]));
    if let Value::Array(figures) = figures {
        figures.push(json!({"label": field, "value": number}));
    }
}

/// A quantity, as a number or a plain text of one. A text with a comma is none: it may be a decimal sign or stand
/// between thousands.
fn quantity(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.filter(|number: &f64| number.is_finite())
}

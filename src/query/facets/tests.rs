use super::*;
use proptest::prelude::*;

/// The values of each record of three facets.
type Records = Vec<[Vec<String>; 3]>;

fn built(records: &Records) -> Vec<Facet> {
    let names = ["weapon", "agency", "road"];
    let facets = names.iter().enumerate().map(|(at, name)| {
        let mut builder = FacetBuilder::default();
        for record in records {
            let values: Vec<&str> = record[at].iter().map(String::as_str).collect();
            builder.add(&values);
        }
        let field = FacetField::Named((*name).to_owned(), LocalizedText::default());
        builder.finish(field, &["known"])
    });
    facets.collect()
}

/// The values of a record as they are counted.
fn stated(values: &[String]) -> Vec<String> {
    let mut stated: Vec<String> = Vec::new();
    for value in values {
        let value = value.trim();
        if !value.is_empty() && value != NOT_STATED && !stated.iter().any(|known| known == value) {
            stated.push(value.to_owned());
        }
    }
    match stated.is_empty() {
        true => vec![NOT_STATED.to_owned()],
        false => stated,
    }
}

fn any_values() -> impl Strategy<Value = Vec<String>> {
    let value = prop::sample::select(vec!["a", "b", "known", " c ", "-", "", "ё"]);
    prop::collection::vec(value.prop_map(str::to_owned), 0..4)
}

fn any_records() -> impl Strategy<Value = Records> {
    prop::collection::vec([any_values(), any_values(), any_values()], 0..30)
}

fn any_wanted() -> impl Strategy<Value = [Vec<String>; 3]> {
    let value = prop::sample::select(vec!["a", "b", "known", "c", "-", "nowhere"]);
    let values = || prop::collection::vec(value.clone().prop_map(str::to_owned), 0..3);
    [values(), values(), values()]
}

proptest! {
    #[test]
    fn counts_are_those_of_a_naive_recount(
        records in any_records(),
        wanted in any_wanted(),
        seed: u64,
    ) {
        let facets = built(&records);
        let kept: Vec<u8> = (0..records.len()).map(|at| u8::from(seed >> (at % 64) & 1 == 1)).collect();
        let names = ["weapon", "agency", "road"];
        let of_name = |name: &str| {
            let at = names.iter().position(|known| *known == name).unwrap();
            wanted[at].as_slice()
        };
        let chosen = Wanted::of(&facets, &of_name);
        let is_wanted = |record: &[Vec<String>; 3], facet: usize| {
            wanted[facet].is_empty() || stated(&record[facet]).iter().any(|value| wanted[facet].contains(value))
        };

        let mut all = kept.clone();
        chosen.keep(&facets, &mut all);
        for (at, record) in records.iter().enumerate() {
            let expected = kept[at] == 1 && (0..3).all(|facet| is_wanted(record, facet));
            prop_assert_eq!(all[at] == 1, expected);
        }
        let counts = chosen.counts(&facets, &kept);
        for (facet, counts) in counts.iter().enumerate() {
            for (value, count) in facets[facet].values.iter().zip(counts) {
                let others = (0..3).filter(|other| *other != facet);
                let others: Vec<usize> = others.collect();
                let expected = records.iter().enumerate().filter(|(at, record)| {
                    kept[*at] == 1
                        && stated(&record[facet]).contains(value)
                        && others.iter().all(|other| is_wanted(record, *other))
                });
                prop_assert_eq!(*count, expected.count(), "{} {}", facet, value);
            }
        }
    }

    #[test]
    fn records_in_another_order_keep_their_values(records in any_records(), turn in 0..30_usize) {
        let facets = built(&records);
        let mut order: Vec<u32> = (0..records.len() as u32).collect();
        if !order.is_empty() {
            let by = turn % order.len();
            order.rotate_left(by);
        }
        for facet in facets {
            let turned = facet.clone().reordered(&order);
            for (now, was) in order.iter().enumerate() {
                prop_assert_eq!(turned.values_of(now), facet.values_of(*was as usize));
            }
        }
    }
}

#[test]
fn values_are_offered_by_their_number_and_those_of_a_vocabulary_in_its_order() {
    let records: Vec<&[&str]> = vec![&["b"], &["a", "b"], &["z"], &[], &["a", "a"], &["b"]];
    let builder = || {
        let mut builder = FacetBuilder::default();
        for record in &records {
            builder.add(record);
        }
        builder
    };
    assert_eq!(
        builder().finish(FacetField::Source, &[]).values,
        ["b", "a", "z", "-"]
    );
    let known = builder().finish(FacetField::Status, &["z", "y", "a"]);
    assert_eq!(known.values, ["z", "a", "b", "-"]);
    assert_eq!(known.values_of(1), [1, 2]);
    assert_eq!(known.values_of(3), [3]);
}

//! Fields that look like personal data.

use super::*;

#[track_caller]
fn check_personal(name: &str, values: &[&str], expected: Option<Personal>) {
    let columns = columns_of(&[(name, values)], RECORDS);
    let (name, stats, _) = &columns[0];
    assert_eq!(looks_personal(name, stats), expected, "{name} {values:?}");
}

#[test]
fn names_of_people_are_seen() {
    let name = Some(Personal::Name);
    check_personal("first_name", &["Ann"], name);
    check_personal("Victim Name", &["EXAMPLE, ANN"], name);
    check_personal("Nachname", &["Muster"], name);
    check_personal("ФИО", &["Иванов И. И."], name);
    check_personal("аты-жөні", &["Үлгі Үлгіұлы"], name);
    check_personal("prénom", &["Anne"], name);
    check_personal("name", &["Ann Example", "Bob B. Sample"], name);
    check_personal("Officer", &["Ann Example"], name);
    check_personal("name", &["Flood of 1953"], None);
    check_personal("name", &["Thigpen"], None);
    check_personal("place name", &["Old Bridge"], None);
    check_personal("AREA NAME", &["West Valley"], None);
    check_personal("first_name", &[], None);
}

#[test]
fn phones_and_emails_are_seen() {
    check_personal("phone", &["555-0100-22"], Some(Personal::Phone));
    check_personal("Telefon", &["030 1234567"], Some(Personal::Phone));
    check_personal("spalte", &["+49 30 1234567"], Some(Personal::Phone));
    check_personal("case number", &["20010001234"], None);
    check_personal("phone model", &["Model X"], None);
    check_personal("contact", &["ann@mail.example"], Some(Personal::Email));
    check_personal("E-Mail", &["ann@mail.example", ""], Some(Personal::Email));
}

#[test]
fn birth_dates_and_homes_are_seen() {
    check_personal("DOB", &["1985-04-12"], Some(Personal::BirthDate));
    check_personal("Geburtsdatum", &["12.04.1985"], Some(Personal::BirthDate));
    check_personal("дата рождения", &["12.04.1985"], Some(Personal::BirthDate));
    check_personal("туған күні", &["12.04.1985"], Some(Personal::BirthDate));
    check_personal("place of birth", &["Oldtown"], None);
    check_personal("home_address", &["1 Elm St"], Some(Personal::Address));
    check_personal("address", &["1 Elm St"], Some(Personal::Address));
    check_personal("Адрес", &["ул. Новая, 1"], Some(Personal::Address));
    check_personal("block", &["100 BLOCK OF ELM ST"], None);
    check_personal("100 Block Address", &["100 BLOCK OF ELM ST"], None);
    check_personal("ip address", &["10.0.0.1 a"], None);
    check_personal("web address", &["https://a.example"], None);
}

#[test]
fn the_place_of_an_incident_is_nobodys_address() {
    let check = |name: &str, expected: &[(&str, Personal)]| {
        let columns = columns_of(
            &[(name, &["{n} Elm St"]), ("surname", &["Example"])],
            RECORDS,
        );
        let mut told = Told::new();
        told.tell(Target::Place, Some(name.to_owned()));
        let mapping = detect(&columns, &told).unwrap();
        let fields = columns
            .iter()
            .map(|(name, stats, _)| (name.as_str(), stats));
        assert_eq!(personal_fields(fields, &mapping), expected);
    };
    check("address", &[("surname", Personal::Name)]);
    check(
        "home address",
        &[
            ("home address", Personal::Address),
            ("surname", Personal::Name),
        ],
    );
}

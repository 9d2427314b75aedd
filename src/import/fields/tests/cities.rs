//! Headers of the crime registers of cities, most of them exported by Socrata. None is a known format.

use super::*;

/// City of Chicago, *Crimes - 2001 to Present*.
#[test]
fn chicago_crimes_are_found() {
    let mapping = check(
        &[
            ("ID", &["1320{n}"]),
            ("Case Number", &["JG10{n}"]),
            (
                "Date",
                &["01/02/2024 11:05:00 PM", "01/02/2024 12:00:00 AM"],
            ),
            ("Block", &["0{n}XX N ELM ST"]),
            ("IUCR", &["0486", "1310", "041A"]),
            ("Primary Type", &["BATTERY", "THEFT", "ARSON"]),
            ("Description", &["SIMPLE", "TO PROPERTY", "OVER $500"]),
            ("Location Description", &["STREET", "APARTMENT"]),
            ("Arrest", &["true", "false"]),
            ("Domestic", &["true", "false"]),
            ("Beat", &["0412"]),
            ("District", &["004", "012"]),
            ("Ward", &["7", "8"]),
            ("Community Area", &["44", "45"]),
            ("FBI Code", &["08B", "14"]),
            ("X Coordinate", &["1176352", "1176353"]),
            ("Y Coordinate", &["1927324"]),
            ("Year", &["2024"]),
            ("Updated On", &["01/09/2024 03:41:00 PM"]),
            ("Latitude", &["41.8712", ""]),
            ("Longitude", &["-87.6345", ""]),
            ("Location", &["(41.8712, -87.6345)", ""]),
        ],
        &[
            "id = ID",
            "time = Date",
            "summary = Description",
            "category = Primary Type",
            "place = Block",
            "longitude = Longitude",
            "latitude = Latitude",
        ],
    );
    assert_eq!(mapping.known_format, None);
    assert!(
        mapping
            .fields
            .iter()
            .all(|found| found.reason == Reason::Name)
    );
}

/// City of San Francisco, *Police Department Incident Reports: 2018 to Present*.
#[test]
fn san_francisco_incidents_are_found() {
    check(
        &[
            ("Incident Datetime", &["2024/05/06 02:15:00 PM"]),
            ("Incident Date", &["2024/05/06"]),
            ("Incident Time", &["14:15"]),
            ("Incident Year", &["2024"]),
            ("Incident Day of Week", &["Monday", "Tuesday"]),
            ("Report Datetime", &["2024/05/07 09:00:00 AM"]),
            ("Row ID", &["1300{n}6374"]),
            ("Incident ID", &["1300", "1301"]),
            ("Incident Number", &["2400", "2401"]),
            ("CAD Number", &["2400{n}"]),
            ("Report Type Code", &["II", "IS"]),
            (
                "Report Type Description",
                &["Initial", "Initial Supplement"],
            ),
            ("Filed Online", &["true", ""]),
            ("Incident Code", &["06244", "04134"]),
            ("Incident Category", &["Larceny Theft", "Assault"]),
            (
                "Incident Subcategory",
                &["From Vehicle", "Simple Assault", "Other"],
            ),
            (
                "Incident Description",
                &["Theft, From Locked Vehicle", "Battery"],
            ),
            ("Resolution", &["Open or Active", "Cite or Arrest Adult"]),
            ("Intersection", &["ELM ST \\ {n}TH ST"]),
            ("CNN", &["2430{n}"]),
            ("Police District", &["Mission", "Park"]),
            ("Analysis Neighborhood", &["Mission", "Haight"]),
            ("Supervisor District", &["9", "5"]),
            ("Latitude", &["37.7612"]),
            ("Longitude", &["-122.4213"]),
            ("Point", &["POINT (-122.4213 37.7612)"]),
        ],
        &[
            "id = Row ID",
            "time = Incident Datetime",
            "summary = Incident Description",
            "category = Incident Category",
            "place = Intersection",
            "longitude = Longitude",
            "latitude = Latitude",
        ],
    );
}

/// City of Los Angeles, *Crime Data from 2020 to Present*: dates are all at midnight.
#[test]
fn los_angeles_crimes_are_found() {
    let mapping = check(
        &[
            ("DR_NO", &["2001{n}5"]),
            ("Date Rptd", &["03/01/2024 12:00:00 AM"]),
            ("DATE OCC", &["02/29/2024 12:00:00 AM"]),
            ("TIME OCC", &["2130", "1", "45", "1200"]),
            ("AREA", &["7", "8"]),
            ("AREA NAME", &["Central", "Harbor"]),
            ("Rpt Dist No", &["0784", "0182"]),
            ("Part 1-2", &["1", "2"]),
            ("Crm Cd", &["510", "330"]),
            (
                "Crm Cd Desc",
                &["VEHICLE - STOLEN", "BURGLARY FROM VEHICLE"],
            ),
            ("Mocodes", &["1822 1402 0344", ""]),
            ("Vict Age", &["0", "47"]),
            ("Vict Sex", &["M", "F"]),
            ("Vict Descent", &["O", "W"]),
            ("Premis Desc", &["STREET", "PARKING LOT"]),
            ("Weapon Desc", &["", "HAND GUN"]),
            ("Status", &["AA", "IC"]),
            ("Status Desc", &["Adult Arrest", "Invest Cont"]),
            ("LOCATION", &["{n}00 S ELM ST"]),
            ("Cross Street", &["", "OAK"]),
            ("LAT", &["34.0375"]),
            ("LON", &["-118.3506"]),
        ],
        &[
            "id = DR_NO",
            "time = DATE OCC",
            "time-of-day = TIME OCC",
            "category = Crm Cd Desc",
            "place = LOCATION",
            "longitude = LON",
            "latitude = LAT",
        ],
    );
    assert_eq!(mapping.field(Target::TimeOfDay).unwrap().form, "hhmm");
}

/// New York City, *NYPD Complaint Data Current*.
#[test]
fn new_york_complaints_are_found() {
    let mapping = check(
        &[
            ("CMPLNT_NUM", &["2615{n}"]),
            ("CMPLNT_FR_DT", &["12/31/2023"]),
            ("CMPLNT_FR_TM", &["23:15:00"]),
            ("CMPLNT_TO_DT", &["12/31/2023", ""]),
            ("CMPLNT_TO_TM", &["23:20:00", ""]),
            ("RPT_DT", &["01/01/2024"]),
            ("KY_CD", &["344", "109"]),
            ("OFNS_DESC", &["ASSAULT 3", "GRAND LARCENY"]),
            ("PD_CD", &["101", "438"]),
            ("PD_DESC", &["ASSAULT 3", "LARCENY, FROM BUILDING"]),
            ("CRM_ATPT_CPTD_CD", &["COMPLETED", "ATTEMPTED"]),
            ("LAW_CAT_CD", &["FELONY", "MISDEMEANOR"]),
            ("JURIS_DESC", &["N.Y. POLICE DEPT"]),
            ("BORO_NM", &["BRONX", "QUEENS"]),
            ("ADDR_PCT_CD", &["44", "110"]),
            ("LOC_OF_OCCUR_DESC", &["INSIDE", "FRONT OF"]),
            ("PREM_TYP_DESC", &["STREET", "BAR"]),
            ("PARKS_NM", &[]),
            ("X_COORD_CD", &["1007314", "1020232"]),
            ("Y_COORD_CD", &["241257", "211880"]),
            ("Latitude", &["40.8288"]),
            ("Longitude", &["-73.9166"]),
            ("Lat_Lon", &["(40.8288, -73.9166)"]),
        ],
        &[
            "id = CMPLNT_NUM",
            "time = CMPLNT_FR_DT",
            "time-of-day = CMPLNT_FR_TM",
            "end-time = CMPLNT_TO_DT",
            "category = OFNS_DESC",
            "place = BORO_NM",
            "longitude = Longitude",
            "latitude = Latitude",
        ],
    );
    assert_eq!(mapping.field(Target::TimeOfDay).unwrap().form, "clock");
}

/// City of Seattle, *SPD Crime Data: 2008-Present*.
#[test]
fn seattle_crimes_are_found() {
    check(
        &[
            ("Report Number", &["2024-00{n}"]),
            ("Offense ID", &["7624{n}"]),
            ("Offense Start DateTime", &["02/05/2024 10:10:00 AM"]),
            ("Offense End DateTime", &["", "02/05/2024 11:00:00 AM"]),
            ("Report DateTime", &["02/06/2024 10:10:00 AM"]),
            ("Group A B", &["A", "B"]),
            ("Crime Against Category", &["PROPERTY", "SOCIETY"]),
            (
                "Offense Parent Group",
                &["LARCENY-THEFT", "ASSAULT OFFENSES"],
            ),
            (
                "Offense",
                &["Theft From Building", "Simple Assault", "Shoplifting"],
            ),
            ("Offense Code", &["23D", "13B"]),
            ("Precinct", &["W", "N"]),
            ("Sector", &["Q", "J"]),
            ("Beat", &["Q1", "J3"]),
            ("MCPP", &["MAGNOLIA", "ROOSEVELT"]),
            ("100 Block Address", &["{n}XX BLOCK OF ELM ST"]),
            ("Longitude", &["-122.3859"]),
            ("Latitude", &["47.6493"]),
        ],
        &[
            "id = Offense ID",
            "time = Offense Start DateTime",
            "end-time = Offense End DateTime",
            "category = Offense",
            "place = 100 Block Address",
            "longitude = Longitude",
            "latitude = Latitude",
        ],
    );
}

/// Other cities, by what is special in their headers.
#[test]
fn other_registers_are_found() {
    // Boston, *Crime Incident Reports*.
    check(
        &[
            ("INCIDENT_NUMBER", &["I2420{n}"]),
            ("OFFENSE_DESCRIPTION", &["VANDALISM", "THREATS"]),
            ("DISTRICT", &["B2", "C11"]),
            ("OCCURRED_ON_DATE", &["2024-02-03 10:00:00"]),
            ("YEAR", &["2024"]),
            ("MONTH", &["2"]),
            ("HOUR", &["10"]),
            ("STREET", &["ELM ST"]),
            ("Lat", &["42.3"]),
            ("Long", &["-71.1"]),
            ("Location", &["(42.3, -71.1)"]),
        ],
        &[
            "id = INCIDENT_NUMBER",
            "time = OCCURRED_ON_DATE",
            "category = OFFENSE_DESCRIPTION",
            "place = STREET",
            "longitude = Long",
            "latitude = Lat",
        ],
    );
    // Denver, *Crime*.
    check(
        &[
            ("FIRST_OCCURRENCE_DATE", &["2/3/2024 10:00:00 AM"]),
            ("LAST_OCCURRENCE_DATE", &["2/3/2024 11:00:00 AM"]),
            ("REPORTED_DATE", &["2/4/2024 11:00:00 AM"]),
            ("INCIDENT_ADDRESS", &["{n} W ELM ST"]),
            ("GEO_X", &["3144123"]),
            ("GEO_Y", &["1689321"]),
            ("GEO_LON", &["-105.0"]),
            ("GEO_LAT", &["39.7"]),
        ],
        &[
            "time = FIRST_OCCURRENCE_DATE",
            "end-time = LAST_OCCURRENCE_DATE",
            "place = INCIDENT_ADDRESS",
            "longitude = GEO_LON",
            "latitude = GEO_LAT",
        ],
    );
    // San Francisco until 2018.
    check(
        &[
            ("IncidntNum", &["1800{n}"]),
            ("Category", &["ASSAULT", "FRAUD"]),
            ("Descript", &["BATTERY", "FORGERY"]),
            ("DayOfWeek", &["Monday", "Friday"]),
            ("Date", &["01/19/2015"]),
            ("Time", &["14:00"]),
            ("PdDistrict", &["MISSION", "PARK"]),
            ("Address", &["{n} Block of ELM ST"]),
            ("X", &["-122.42"]),
            ("Y", &["37.76"]),
        ],
        &[
            "id = IncidntNum",
            "time = Date",
            "time-of-day = Time",
            "summary = Descript",
            "category = Category",
            "place = Address",
            "longitude = X",
            "latitude = Y",
        ],
    );
    // New York, *311 Service Requests*.
    check(
        &[
            ("Unique Key", &["6010{n}"]),
            ("Created Date", &["02/03/2024 01:02:03 PM"]),
            ("Closed Date", &["02/04/2024 01:02:03 PM"]),
            ("Agency", &["NYPD", "DSNY"]),
            ("Complaint Type", &["Noise", "Parking"]),
            ("Descriptor", &["Loud Music", "Blocked Drive"]),
            ("Incident Address", &["{n} ELM STREET"]),
            ("Status", &["Closed", "Open"]),
        ],
        &[
            "id = Unique Key",
            "time = Created Date",
            "summary = Descriptor",
            "category = Complaint Type",
            "place = Incident Address",
            "source = Agency",
        ],
    );
}

"""Records what PROJ says, for tests/geo_projections.rs. See README.md.

    pip install pyproj==3.7.2 mpmath==1.4.1
    python projections.py > projections.json
"""

import json
import random
import sys

import mpmath as mp
import pyproj

mp.mp.dps = 40
RADIUS_M = 6371007.181

# WGS 84, Snyder 1987, eq. 3-11 and 3-12, with 40 digits.
F = 1 / mp.mpf("298.257223563")
E2 = F * (2 - F)
E = mp.sqrt(E2)


def q(rad):
    s = mp.sin(rad)
    return (1 - E2) * (s / (1 - E2 * s * s) - mp.log((1 - E * s) / (1 + E * s)) / (2 * E))


Q_POLE = q(mp.pi / 2)


def authalic_rad(geodetic_rad):
    return mp.asin(max(mp.mpf(-1), min(mp.mpf(1), q(geodetic_rad) / Q_POLE)))


def geodetic_rad(authalic):
    # Each round takes two digits off the error, at the poles too.
    rad = authalic
    for _ in range(25):
        rad = authalic + rad - authalic_rad(rad)
    return rad


def authalic_deg(deg):
    return float(mp.degrees(authalic_rad(mp.radians(mp.mpf(deg)))))


def geodetic_deg(deg):
    return float(mp.degrees(geodetic_rad(mp.radians(mp.mpf(deg)))))


def fourier(difference, terms=7, samples=64):
    """The sine coefficients of a difference of latitudes; the trapezium rule is exact here."""
    rads = [mp.pi * (i + mp.mpf(1) / 2) / (2 * samples) for i in range(samples)]
    values = [difference(rad) for rad in rads]
    return [
        2 * sum(v * mp.sin(2 * k * rad) for v, rad in zip(values, rads)) / samples
        for k in range(1, terms + 1)
    ]


def print_coefficients():
    """The constants of src/geo/authalic.rs, to the standard error stream."""
    for name, difference in [
        ("AUTHALIC_FROM_GEODETIC", lambda rad: authalic_rad(rad) - rad),
        ("GEODETIC_FROM_AUTHALIC", lambda rad: geodetic_rad(rad) - rad),
    ]:
        print(name, [mp.nstr(c, 17) for c in fourier(difference)], file=sys.stderr)


# name, authalic standard parallels, authalic origin, central meridian, half width and height of
# the points around them
ALBERS = [
    ("Kazakhstan", (43.5, 52.5), 48, 67.5, 35, 20),
    ("one standard parallel", (47, 47), 47, 8, 20, 10),
    ("Australia", (-34, -18), -26, 134, 40, 30),
    ("tall and southern", (-50, -23), -36.5, -71, 60, 35),
    ("across the antimeridian", (-42, -16), -29, 178.5, 50, 30),
    ("across the equator, symmetrical", (-20, 20), 0, 20, 60, 40),
    ("across the equator, nearly symmetrical", (-20, 20.5), 0.5, -60, 60, 40),
    ("across the equator, very nearly symmetrical", (-19.99, 20), 0, 100, 60, 40),
    ("near the pole", (78, 87), 82.5, 15, 120, 7),
    ("the pole is the tip", (90, 90), 90, -45, 170, 40),
]
EQUAL_EARTH = [("Greenwich", 0), ("Pacific", -160)]


def proj_string(parallels, origin, central):
    common = f"+R={RADIUS_M} +lon_0={central} +units=m +no_defs"
    if parallels is None:
        return f"+proj=eqearth {common}"
    south, north = parallels
    if south == -north:
        # PROJ refuses such a cone; this is its limit.
        return f"+proj=cea +lat_ts={north} {common}"
    return f"+proj=aea +lat_1={south} +lat_2={north} +lat_0={origin} {common}"


def record(name, parallels, origin, central, half_width, half_height, rng):
    proj = pyproj.Proj(proj_string(parallels, origin, central))
    forward = []
    middle = 0 if parallels is None else origin
    for i in range(20):
        lng = central if i == 0 else central + rng.uniform(-half_width, half_width)
        lat = middle if i == 0 else middle + rng.uniform(-half_height, half_height)
        lng = round((lng + 180) % 360 - 180, 6)
        lat = round(max(-90.0, min(90.0, lat)), 6)
        x, y = proj(lng, authalic_deg(lat))
        forward.append([lng, lat, x / 1000, y / 1000])

    inverse = []
    reach_km = max(max(abs(p[2]), abs(p[3])) for p in forward) * 1.2
    for _ in range(12):
        x, y = (round(rng.uniform(-reach_km, reach_km), 3) for _ in range(2))
        lng, lat = proj(x * 1000, y * 1000, inverse=True)
        back = proj(lng, lat) if abs(lat) <= 90 else (float("inf"),) * 2
        # PROJ wraps what is off the world around; coming back elsewhere gives it away.
        if max(abs(back[0] / 1000 - x), abs(back[1] / 1000 - y)) < 1e-6:
            inverse.append([x, y, lng, geodetic_deg(lat)])
        else:
            inverse.append([x, y, None, None])
    return {
        "name": name,
        "parallels_deg": parallels,
        "origin_lat_deg": origin,
        "central_lng_deg": central,
        "forward": forward,
        "inverse": inverse,
    }


def lines(rows):
    return "[\n" + ",\n".join("    " + json.dumps(row) for row in rows) + "\n  ]"


def main():
    print_coefficients()
    rng = random.Random(1963)
    sets = [record(*row, rng) for row in ALBERS]
    sets += [record(n, None, None, c, 180, 90, rng) for n, c in EQUAL_EARTH]
    lats = [0, 1e-7, 0.5, 7.25, 15, 22.5, 30, 43.238, 45, 51.169, 60, 66.5, 75, 82.5, 89, 89.999999, 90]
    authalic = [[lat, authalic_deg(lat)] for lat in lats]
    header = f"pyproj {pyproj.__version__}, PROJ {pyproj.proj_version_str}, mpmath {mp.__version__}"
    print("{")
    print(f'  "made_with": {json.dumps(header)},')
    print(f'  "authalic": {lines(authalic)},')
    print('  "projections": [')
    for i, one in enumerate(sets):
        print("  {")
        keys = [k for k in one if k not in ("forward", "inverse")]
        print("".join(f'  "{k}": {json.dumps(one[k])},\n' for k in keys), end="")
        print(f'  "forward": {lines(one["forward"])},')
        print(f'  "inverse": {lines(one["inverse"])}')
        print("  }" + ("," if i + 1 < len(sets) else ""))
    print("]}")


main()

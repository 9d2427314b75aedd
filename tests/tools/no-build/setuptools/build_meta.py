"""Stands in place of a source archive's build (PEP 517) when pip only fetches it: tells its name and version, which
are in the environment variable NO_BUILD_PACKAGE, and runs nothing of the archive. Used by tests/tools/ensure."""

import os
import pathlib


def prepare_metadata_for_build_wheel(folder, config_settings=None):
    name, version = os.environ["NO_BUILD_PACKAGE"].split()
    info = pathlib.Path(folder, f"{name}-{version}.dist-info")
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    return info.name

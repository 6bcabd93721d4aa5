"""A stand-in build back end: it names the package, so that `pip download` takes a source archive without building it."""

"""The demo's site, made from the data files under `portal/demo`; what is there already is left alone."""

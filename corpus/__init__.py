"""The register: what each instrument says, where, with what force, and its official words."""

"""The articles -> findings: what a careful editor would mend before publishing."""

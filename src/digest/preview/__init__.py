"""The next issue of each newsletter as its owner sees it before anybody else."""

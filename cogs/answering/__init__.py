"""Questions to services: each function takes what was asked, calls one service and has its answer rendered."""

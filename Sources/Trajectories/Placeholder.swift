enum TrajectoriesPlaceholder {}

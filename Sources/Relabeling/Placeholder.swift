enum RelabelingPlaceholder {}

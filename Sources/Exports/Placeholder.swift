enum ExportsPlaceholder {}

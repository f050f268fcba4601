/// One of two policies that are compared.
public enum PolicySide: String, CaseIterable, Sendable { case a, b }

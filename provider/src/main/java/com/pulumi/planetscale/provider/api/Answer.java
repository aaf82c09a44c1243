package com.pulumi.planetscale.provider.api;

/// An answer that can tell whether it is one. The API and proxies before it have been seen to answer a success with
/// `{}` or with an object that has no id; such an answer counts as lost, and is never recorded.
public interface Answer {
    /// Whether it holds what every answer of its type holds.
    boolean isWhole();
}

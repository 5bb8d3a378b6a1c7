package io.mandate.access.user;

/// Where a principal stands. Only ACTIVE ones may do anything.
public enum UserStatus {
    INVITED,
    ACTIVE,
    SUSPENDED,
    DELETED
}

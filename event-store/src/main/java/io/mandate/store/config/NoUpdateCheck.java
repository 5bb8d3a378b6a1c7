package io.mandate.store.config;

import org.axonframework.updates.configuration.UsagePropertyProvider;

final class NoUpdateCheck implements UsagePropertyProvider {
    @Override
    public Boolean getDisabled() {
        return true;
    }

    @Override
    public String getUrl() {
        return "";
    }

    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}

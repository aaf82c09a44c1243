package com.pulumi.planetscale.emulator.postgres;

import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.StorageSettings;

/// The JSON of a PostgreSQL cluster's storage.
public final class StorageView {
    private StorageView() {}

    public static View of(StorageSettings storage) {
        return new View()
                .put("minimum_storage_bytes", storage.minimumBytes())
                .put("maximum_storage_bytes", storage.maximumBytes())
                .put("storage_autoscaling", storage.autoscaling())
                .put("storage_shrinking", storage.shrinking())
                .put("storage_type", storage.type())
                .put("storage_iops", storage.iops())
                .put("storage_throughput_mibs", storage.throughputMibs());
    }
}

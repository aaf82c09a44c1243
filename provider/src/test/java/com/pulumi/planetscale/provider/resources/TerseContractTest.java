package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.emulator.Emulator;

/// No kind depends on the words of a refusal: each 422 is `unprocessable: Unprocessable Entity`.
final class TerseContractTest extends ContractTest {
    @Override
    Emulator.Options answering(Emulator.Options options) {
        return options.terse(true);
    }
}

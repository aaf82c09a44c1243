package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.ServiceToken;
import com.pulumi.planetscale.ServiceTokenArgs;
import com.pulumi.planetscale.ServiceTokenAccess;
import com.pulumi.planetscale.ServiceTokenAccessArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var shop = new Database("shop", DatabaseArgs.builder()
            .name("shop")
            .clusterSize("PS_10")
            .build());

        var pipeline = new ServiceToken("pipeline", ServiceTokenArgs.builder()
            .name("pipeline")
            .build());

        var pipelineOnShop = new ServiceTokenAccess("pipelineOnShop", ServiceTokenAccessArgs.builder()
            .serviceToken(pipeline.publicId())
            .database(shop.name())
            .accesses(
                "read_branch",
                "create_branch",
                "delete_branch",
                "create_deploy_request",
                "read_deploy_request")
            .build());

        var pipelineOnOrganization = new ServiceTokenAccess("pipelineOnOrganization", ServiceTokenAccessArgs.builder()
            .serviceToken(pipeline.publicId())
            .accesses("read_organization")
            .build());

        ctx.export("id", pipeline.publicId());
        ctx.export("token", pipeline.token());
    }
}

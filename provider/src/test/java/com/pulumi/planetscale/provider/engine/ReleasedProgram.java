package com.pulumi.planetscale.provider.engine;

/// The program whose stack is recorded with each release: an object of each kind.
final class ReleasedProgram {
    /// Everything that must be there before a schema changes.
    static final String BEFORE = """
            shop:
              type: planetscale:Database
              properties:
                name: shop
                clusterSize: PS_10
            main:
              type: planetscale:Branch
              properties:
                database: ${shop.name}
                name: main
                safeMigrations: true
            dev:
              type: planetscale:Branch
              properties:
                database: ${shop.name}
                name: dev
                parentBranch: ${main.name}
            lab:
              type: planetscale:Branch
              properties:
                database: ${shop.name}
                name: lab
            orders:
              type: planetscale:Keyspace
              properties:
                database: ${shop.name}
                branch: ${lab.name}
                name: orders
                clusterSize: PS_10
                shards: 2
            ordersVSchema:
              type: planetscale:VSchema
              properties:
                database: ${shop.name}
                branch: ${lab.name}
                keyspace: ${orders.name}
                vschema: '{"sharded": true, "vindexes": {"hash": {"type": "hash"}}}'
            app:
              type: planetscale:Password
              properties:
                database: ${shop.name}
                branch: ${main.name}
                name: app
                role: readwriter
                cidrs: [203.0.113.0/24]
            hook:
              type: planetscale:Webhook
              properties:
                database: ${shop.name}
                url: https://hooks.example.com/deploys
                events: [deploy_request.opened, branch.ready]
            nightly:
              type: planetscale:BackupSchedule
              properties:
                database: ${shop.name}
                target: production
                frequencyValue: 1
                frequencyUnit: day
                scheduleTime: "03:00"
                retentionValue: 7
                retentionUnit: day
            before:
              type: planetscale:Backup
              properties:
                database: ${shop.name}
                branch: ${main.name}
                name: before
                retentionValue: 1
                retentionUnit: year
            ledger:
              type: planetscale:Database
              properties:
                name: ledger
                kind: postgresql
                clusterSize: PS_10_AWS_ARM
            clerk:
              type: planetscale:Role
              properties:
                database: ${ledger.name}
                branch: main
                name: clerk
                inheritedRoles: [pg_read_all_data]
                rotationTriggers:
                  quarter: "1"
            admin:
              type: planetscale:DefaultRole
              properties:
                database: ${ledger.name}
                branch: main
            pool:
              type: planetscale:Bouncer
              properties:
                database: ${ledger.name}
                branch: main
                name: pool
                parameters:
                  default_pool_size: "40"
            office:
              type: planetscale:IpRestriction
              properties:
                database: ${ledger.name}
                cidrs: [203.0.113.0/24]
            europe:
              type: planetscale:DedicatedReadReplica
              properties:
                database: ${ledger.name}
                branch: main
                name: europe
                region: eu-west
            reports:
              type: planetscale:TrafficBudget
              properties:
                database: ${ledger.name}
                branch: main
                name: reports
                mode: enforce
                rate: 50
            monthly:
              type: planetscale:TrafficRule
              properties:
                database: ${ledger.name}
                branch: main
                budget: ${reports.publicId}
                tags:
                  - key: app
                    value: monthly-report
            pipeline:
              type: planetscale:ServiceToken
              properties:
                name: pipeline
            pipelineOnShop:
              type: planetscale:ServiceTokenAccess
              properties:
                serviceToken: ${pipeline.publicId}
                database: ${shop.name}
                accesses: [read_branch, create_branch]
            onCall:
              type: planetscale:Team
              properties:
                name: On call
            ben:
              type: planetscale:TeamMember
              properties:
                team: ${onCall.publicId}
                email: ben@example.com
            analyst:
              type: planetscale:OrganizationMember
              properties:
                email: cleo@example.com
                role: analyst
            """;

    /// The same, and the change.
    static final String WHOLE = BEFORE + """
            change:
              type: planetscale:DeployRequest
              properties:
                database: ${shop.name}
                branch: ${dev.name}
                intoBranch: ${main.name}
                stage: permanent
            """;

    private ReleasedProgram() {}
}

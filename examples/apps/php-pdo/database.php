<?php
// Connects as Bref's guide for PlanetScale does: encrypted, and checking the server by a file of authorities. On
// PlanetScale that is the system's file; the emulator has an authority of its own.

function database(string $credential = 'DATABASE'): PDO
{
    return new PDO(
        'mysql:host=' . getenv('DATABASE_HOST') . ';dbname=' . getenv('DATABASE_NAME') . ';charset=utf8mb4',
        getenv($credential . '_USERNAME'),
        getenv($credential . '_PASSWORD'),
        [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::MYSQL_ATTR_SSL_CA => getenv('DATABASE_CA') ?: openssl_get_cert_locations()['default_cert_file'],
            PDO::MYSQL_ATTR_SSL_VERIFY_SERVER_CERT => true,
        ],
    );
}

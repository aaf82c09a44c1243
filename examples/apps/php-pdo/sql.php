<?php
// Runs a statement with a credential: DATABASE, which is the application's own, or REPORTS, which only reads.
require __DIR__ . '/database.php';

echo json_encode(database($argv[1])->query($argv[2])->fetchAll(PDO::FETCH_ASSOC)), "\n";

<?php
require __DIR__ . '/database.php';

echo json_encode(database()->query($argv[1])->fetchAll(PDO::FETCH_ASSOC)), "\n";

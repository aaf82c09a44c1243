<?php
// Runs the migrations that a branch has not had yet, in the order of their names.
require __DIR__ . '/database.php';

$database = database();
$database->exec('CREATE TABLE IF NOT EXISTS migration (name VARCHAR(100) NOT NULL, PRIMARY KEY (name))');
$done = $database->query('SELECT name FROM migration')->fetchAll(PDO::FETCH_COLUMN);
foreach (glob(__DIR__ . '/migrations/*.sql') as $file) {
    $name = basename($file, '.sql');
    if (!in_array($name, $done, true)) {
        $database->exec(file_get_contents($file));
        $database->prepare('INSERT INTO migration (name) VALUES (?)')->execute([$name]);
        echo "$name\n";
    }
}

<?php
// The application: it counts visits of a page.
require __DIR__ . '/database.php';

$database = database();
$cipher = $database->query("SHOW SESSION STATUS LIKE 'Ssl_cipher'")->fetch(PDO::FETCH_NUM)[1];
if ($cipher === '') {
    throw new RuntimeException('The connection is not encrypted.');
}
echo "connected with $cipher\n";

$page = '/ü/' . bin2hex(random_bytes(8));
$insert = $database->prepare('INSERT INTO visit (page) VALUES (?)');
$insert->execute([$page]);
$database->beginTransaction();
$insert->execute([$page]);
$database->rollBack();
$count = $database->prepare('SELECT COUNT(*) FROM visit WHERE page = ?');
$count->execute([$page]);
if ((int) $count->fetchColumn() !== 1) {
    throw new RuntimeException('The visit that was not rolled back is not the only one.');
}
echo "counted a visit\n";

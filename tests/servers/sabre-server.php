<?php
// sabre/dav for tests, see sabre.sh. From the command line, "create TABLES": its database.
error_reporting(E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED);
date_default_timezone_set('UTC');
$pdo = new \PDO('sqlite:' . __DIR__ . '/data/db.sqlite');
$pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);

if (PHP_SAPI === 'cli') {
    foreach (['addressbooks', 'calendars', 'principals'] as $table)
        $pdo->exec(file_get_contents($argv[2] . "/sqlite.$table.sql"));
    $pdo->exec("INSERT INTO principals (uri, email, displayname) VALUES
        ('principals/anna', 'anna@studija.example', 'Anna'),
        ('principals/anna/calendar-proxy-read', NULL, NULL),
        ('principals/anna/calendar-proxy-write', NULL, NULL)");
    $pdo->exec("INSERT INTO calendars (principaluri, displayname, uri, ctag, components, transparent)
        VALUES ('principals/anna', 'Home', 'home', 1, 'VEVENT,VTODO', 0)");
    $pdo->exec("INSERT INTO addressbooks (principaluri, displayname, uri, ctag)
        VALUES ('principals/anna', 'Contacts', 'contacts', 1)");
    exit(0);
}

require_once 'Sabre/autoload.php';

class OneUser extends \Sabre\DAV\Auth\Backend\AbstractBasic
{
    protected function validateUserPass($user, $password)
    {
        return $user === 'anna' && $password === file_get_contents(__DIR__ . '/password');
    }
}

$principals = new \Sabre\DAVACL\PrincipalBackend\PDO($pdo);
$server = new \Sabre\DAV\Server([
    new \Sabre\CalDAV\Principal\Collection($principals),
    new \Sabre\CalDAV\CalendarRootNode($principals, new \Sabre\CalDAV\Backend\PDO($pdo)),
    new \Sabre\CardDAV\AddressBookRoot($principals, new \Sabre\CardDAV\Backend\PDO($pdo)),
]);
$server->setBaseUri('/');
$server->addPlugin(new \Sabre\DAV\Auth\Plugin(new OneUser(), 'SabreDAV'));
$server->addPlugin(new \Sabre\CalDAV\Plugin());
$server->addPlugin(new \Sabre\CardDAV\Plugin());
$server->addPlugin(new \Sabre\DAVACL\Plugin());
$server->exec();
